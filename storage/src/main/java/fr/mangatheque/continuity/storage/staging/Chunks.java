package fr.mangatheque.continuity.storage.staging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Memory in pieces of one size that are used again and again: small enough that G1 does not treat
 * them as humongous, made when first needed, never more than the budget. Thread-safe.
 */
final class Chunks {
  /** Bytes of a chunk. */
  static final int SIZE = 64 * 1024;

  private final Budget budget;
  private final ConcurrentLinkedDeque<byte[]> free = new ConcurrentLinkedDeque<>();

  Chunks(long bytes, Duration longestWait) {
    budget = new Budget("memory", bytes, SIZE, longestWait);
  }

  /** Enough chunks for so many bytes, at once: taking them one by one could wait for ever. */
  List<byte[]> take(long bytes) throws InterruptedException {
    int count = budget.take(bytes);
    List<byte[]> taken = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] chunk = free.pollLast();
      taken.add(chunk == null ? new byte[SIZE] : chunk);
    }
    return taken;
  }

  /** Nobody may use them any more. */
  void giveBack(List<byte[]> chunks) {
    free.addAll(chunks);
    budget.giveBack(chunks.size());
  }

  long freeBytes() {
    return budget.freeBytes();
  }
}
