package fr.mangatheque.continuity.testkit.s3;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Lets bytes pass at a steady rate, a twentieth of a second's worth at a time. One thread's. */
final class Pacer {
  private static final int STEPS_A_SECOND = 20;

  private final long bytesPerSecond;
  private final Stopping stopping;
  private final long start = System.nanoTime();
  private long passed;

  Pacer(long bytesPerSecond, Stopping stopping) {
    this.bytesPerSecond = bytesPerSecond;
    this.stopping = stopping;
  }

  /** Waits until some bytes are due and says how many of those wanted may pass now. */
  int allow(int wanted) throws InterruptedIOException {
    long due = TimeUnit.SECONDS.toNanos(1) * passed / bytesPerSecond;
    stopping.pause(due - (System.nanoTime() - start));
    int step = (int) Math.min(wanted, Math.max(1, bytesPerSecond / STEPS_A_SECOND));
    passed += step;
    return step;
  }
}
