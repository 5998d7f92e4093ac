package fr.mangatheque.continuity.processors.copy;

import java.util.concurrent.Semaphore;

/**
 * Holds copies back before they open a connection, so that content they announce fits in memory all
 * at once. It goes by what is known before; staging counts what really comes. Thread-safe.
 */
final class ByteBudget {
  private static final int UNIT = 64 * 1024;

  private final int units;
  private final int largest;
  private final Semaphore free;

  /**
   * @param bytes for all copies
   * @param inMemoryUpTo what is larger goes to a file and takes a buffer here
   */
  ByteBudget(long bytes, long inMemoryUpTo) {
    this.units = Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
    this.largest = (int) Math.min(units, Math.ceilDiv(inMemoryUpTo, UNIT));
    this.free = new Semaphore(units, true);
  }

  /** Room for one copy; close it when its content is gone. */
  interface Room extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits until there is room for {@code size} bytes. */
  Room take(long size) throws InterruptedException {
    long wanted = Math.max(1, Math.ceilDiv(size, UNIT));
    int taken = wanted > largest ? 1 : (int) wanted;
    free.acquire(taken);
    return () -> free.release(taken);
  }

  long freeBytes() {
    return (long) free.availablePermits() * UNIT;
  }
}
