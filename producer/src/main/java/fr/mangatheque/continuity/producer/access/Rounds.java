package fr.mangatheque.continuity.producer.access;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, on a virtual thread of its own, until it is closed. */
public final class Rounds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  private final CountDownLatch over = new CountDownLatch(1);
  private final Duration every;
  private final Runnable task;

  /**
   * Starts.
   *
   * @param name of the thread
   * @param task one that throws is logged, and goes round again
   */
  public Rounds(String name, Duration every, Runnable task) {
    this.every = every;
    this.task = task;
    Thread.ofVirtual().name(name).start(this::run);
  }

  private void run() {
    try {
      while (!over.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("thread", Thread.currentThread().getName())
          .setCause(e)
          .log("A round failed; the next one comes all the same");
    }
  }

  /** Does not wait for a round under way. */
  @Override
  public void close() {
    over.countDown();
  }
}
