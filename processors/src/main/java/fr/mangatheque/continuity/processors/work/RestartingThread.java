package fr.mangatheque.continuity.processors.work;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a worker, which never gives up: whatever breaks its session off is told, and after
 * a while the next one begins where the last was committed. Thread-safe.
 */
public final class RestartingThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RestartingThread.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final String name;
  private final Duration closing;
  private final Session session;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile WorkerHealth health = WorkerHealth.NOT_STARTED;

  /** From joining the group to leaving it. */
  @FunctionalInterface
  public interface Session {
    /**
     * Works until {@code stopping}; whatever it throws, the next session begins after a while.
     *
     * @param health is told how it is
     * @throws InterruptedException to end for good
     */
    void run(BooleanSupplier stopping, Consumer<WorkerHealth> health) throws InterruptedException;
  }

  /**
   * Makes it; {@link #start} starts it.
   *
   * @param name of the worker, in logs and of the thread
   * @param closing how long {@link #close} waits for the session to end before it interrupts it
   */
  public RestartingThread(String name, Duration closing, Session session) {
    this.name = name;
    this.closing = closing;
    this.session = session;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::work);
  }

  public void start() {
    thread.start();
  }

  /** How it is now. */
  public WorkerHealth health() {
    return health;
  }

  private void work() {
    Duration pause = FIRST_PAUSE;
    while (!stopping()) {
      try {
        health = WorkerHealth.JOINING;
        session.run(this::stopping, now -> health = now);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stop.countDown();
      } catch (Throwable e) {
        // the thread is the worker: whatever is wrong, it is told and begun again
        pause = health.ready() ? FIRST_PAUSE : longer(pause);
        health = WorkerHealth.failed(e);
        explain(e);
        pauseFor(e instanceof FencedInstanceIdException ? LONGEST_PAUSE : pause);
      }
    }
    health = WorkerHealth.STOPPED;
  }

  private void explain(Throwable e) {
    if (e instanceof FencedInstanceIdException) {
      log.atError()
          .addKeyValue("worker", name)
          .setCause(e)
          .log("Another process has the same instance id; give each its own");
    } else if (e instanceof KafkaException) {
      log.atWarn()
          .addKeyValue("worker", name)
          .setCause(e)
          .log("Work broke off; it begins again where it was committed");
    } else {
      log.atError()
          .addKeyValue("worker", name)
          .setCause(e)
          .log("Work broke off by a fault of ours; it begins again where it was committed");
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private void pauseFor(Duration pause) {
    try {
      if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        log.atDebug().addKeyValue("worker", name).log("Stopped while waiting to begin again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /** Ends within seconds. What is under way then is done again. */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (!thread.join(closing)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
