package fr.mangatheque.continuity.producer.queue;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long messages that were pulled are ours.
 *
 * @param until in nanoseconds of {@code nanoTime}
 */
record Lease(long until, LongSupplier nanoTime) {
  /** Counted from before the request, so that it never ends later than the queue's own. */
  static Lease from(long before, Duration visibility, LongSupplier nanoTime) {
    return new Lease(before + visibility.toNanos(), nanoTime);
  }

  /** Negative once it is over. */
  Duration left() {
    return Duration.ofNanos(until - nanoTime.getAsLong());
  }

  boolean lasts(Duration time) {
    return left().compareTo(time) > 0;
  }
}
