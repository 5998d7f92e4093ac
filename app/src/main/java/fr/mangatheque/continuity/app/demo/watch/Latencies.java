package fr.mangatheque.continuity.app.demo.watch;

import java.util.Arrays;

/** Durations in milliseconds, and which of them most stayed under. Thread-safe. */
public final class Latencies {
  private static final int FIRST = 1024;

  private long[] millis = new long[FIRST];
  private int count;

  /** Takes one in. */
  public synchronized void add(long milliseconds) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, 2 * count);
    }
    millis[count++] = milliseconds;
  }

  public synchronized int count() {
    return count;
  }

  /**
   * The smallest that at least {@code percent} of a hundred did not exceed (nearest rank); 0 if
   * there is none.
   */
  public synchronized long percentile(int percent) {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("a percentile is 1 to 100: " + percent);
    }
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return sorted[Math.ceilDiv(percent * count, 100) - 1];
  }
}
