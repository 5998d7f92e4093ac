package fr.mangatheque.continuity.testkit.s3;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds the requests a fault meets until the test lets them go. Safe for any thread. */
public final class Gate {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore arrivals = new Semaphore(0);
  private final AtomicInteger arrived = new AtomicInteger();
  private final CountDownLatch open = new CountDownLatch(1);

  Gate() {}

  /** Waits for the next request to arrive that no earlier call has seen; 30 s at most. */
  public void awaitArrived() {
    awaitArrived(1);
  }

  /** Waits for so many; throws IllegalStateException when they do not come within 30 s. */
  public void awaitArrived(int requests) {
    try {
      if (!arrivals.tryAcquire(requests, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "only " + arrived + " requests came to the gate in " + PATIENCE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a request", e);
    }
  }

  /** How many requests have come so far. */
  public int arrived() {
    return arrived.get();
  }

  /** Lets go those held and all that come later. */
  public void release() {
    open.countDown();
  }

  void hold() throws InterruptedIOException {
    arrived.incrementAndGet();
    arrivals.release();
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server stops");
    }
  }
}
