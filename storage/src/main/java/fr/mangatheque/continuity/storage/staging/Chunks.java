package fr.mangatheque.continuity.storage.staging;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Memory in pieces of one size that are used again and again, made when first needed, never more
 * than the budget. It lies beside the heap, which so need not have room for it. Thread-safe.
 */
final class Chunks {
  /** Bytes of a chunk. */
  static final int SIZE = 64 * 1024;

  private final Budget budget;
  private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();
  private final ConcurrentLinkedDeque<byte[]> buffers = new ConcurrentLinkedDeque<>();

  Chunks(long bytes, Duration longestWait) {
    budget = new Budget("memory", bytes, SIZE, longestWait);
  }

  /** Enough chunks for so many bytes, at once: taking them one by one could wait for ever. */
  List<ByteBuffer> take(long bytes) throws InterruptedException {
    int count = budget.take(bytes);
    List<ByteBuffer> taken = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ByteBuffer chunk = free.pollLast();
      taken.add(chunk == null ? ByteBuffer.allocateDirect(SIZE) : chunk);
    }
    return taken;
  }

  /** Nobody may use them any more. */
  void giveBack(List<ByteBuffer> chunks) {
    free.addAll(chunks);
    budget.giveBack(chunks.size());
  }

  /** A buffer of a chunk's size on the heap, for streams that can fill nothing else. */
  byte[] buffer() {
    byte[] used = buffers.pollLast();
    return used == null ? new byte[SIZE] : used;
  }

  /** Nobody may use it any more. */
  void giveBack(byte[] buffer) {
    buffers.add(buffer);
  }

  long freeBytes() {
    return budget.freeBytes();
  }
}
