package fr.mangatheque.continuity.processors.copy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Which of a source's new entries are read back in full: the first ones after a start, and one in
 * many after that. Thread-safe.
 */
final class Sampler {
  private final int first;
  private final int oneIn;
  private final AtomicLong seen = new AtomicLong();

  Sampler(int first, int oneIn) {
    this.first = first;
    this.oneIn = oneIn;
  }

  /** Whether the next one is a sample. */
  boolean takes() {
    long n = seen.getAndIncrement();
    return n < first || (n - first + 1) % oneIn == 0;
  }

  /** A sample was bad: the next ones are looked at as after a start. */
  void again() {
    seen.set(0);
  }
}
