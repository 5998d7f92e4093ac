package fr.mangatheque.continuity.storage.staging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A number of units that are lent and come back, first come first served. Thread-safe. */
final class Budget {
  private final String what;
  private final long unitBytes;
  private final int units;
  private final Semaphore free;
  private final Duration longestWait;

  /**
   * @param what names it in errors
   * @param unitBytes the least that is lent
   */
  Budget(String what, long bytes, long unitBytes, Duration longestWait) {
    this.what = what;
    this.unitBytes = unitBytes;
    this.units = (int) Math.min(Integer.MAX_VALUE, bytes / unitBytes);
    this.free = new Semaphore(units, true);
    this.longestWait = longestWait;
  }

  /** Waits until {@code bytes} are free and takes them, in whole units; returns their number. */
  int take(long bytes) throws InterruptedException {
    long wanted = Math.ceilDiv(bytes, unitBytes);
    if (wanted > units) {
      throw new StagingFullException(
          "content of "
              + bytes
              + " bytes is more than all "
              + what
              + " for staging, "
              + units * unitBytes
              + " bytes: allow more",
          null);
    }
    if (!free.tryAcquire((int) wanted, longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new StagingFullException(
          "content of "
              + bytes
              + " bytes found no room in the "
              + what
              + " for staging within "
              + longestWait.toSeconds()
              + " s: allow more, or copy fewer at once",
          null);
    }
    return (int) wanted;
  }

  void giveBack(int taken) {
    free.release(taken);
  }

  long freeBytes() {
    return free.availablePermits() * unitBytes;
  }
}
