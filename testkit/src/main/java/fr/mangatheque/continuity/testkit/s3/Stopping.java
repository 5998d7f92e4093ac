package fr.mangatheque.continuity.testkit.s3;

import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the server is being stopped; waits that end with it. */
final class Stopping {
  private final CountDownLatch stopped = new CountDownLatch(1);

  void begin() {
    stopped.countDown();
  }

  boolean begun() {
    return stopped.getCount() == 0;
  }

  /** Waits this long; throws when the server stops meanwhile. */
  void pause(long nanos) throws InterruptedIOException {
    if (nanos <= 0) {
      return;
    }
    try {
      if (stopped.await(nanos, TimeUnit.NANOSECONDS)) {
        throw new InterruptedIOException("the server stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server stops");
    }
  }
}
