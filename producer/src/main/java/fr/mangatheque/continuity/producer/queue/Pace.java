package fr.mangatheque.continuity.producer.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How fast a queue is pulled, from how it answered before. Pure.
 *
 * @param failures since the last success
 * @param gap the least time between pulls since it asked us to slow down; zero if it did not lately
 */
record Pace(int failures, Duration gap) {
  static final Pace FRESH = new Pace(0, Duration.ZERO);

  static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  static final Duration LONGEST_RETRY = Duration.ofMinutes(2);

  /** For what only a person can mend: slower, but never given up. */
  static final Duration FIRST_REFUSED = Duration.ofSeconds(30);

  static final Duration LONGEST_REFUSED = Duration.ofMinutes(5);

  static final Duration FIRST_GAP = Duration.ofSeconds(1);
  static final Duration LONGEST_GAP = Duration.ofMinutes(1);

  private static final Duration NO_GAP_BELOW = Duration.ofMillis(100);
  private static final int DOUBLINGS = 20;

  /** How to go on, and when. */
  record Step(Pace next, Duration pause) {}

  /**
   * A round went well.
   *
   * @param more if more messages wait
   * @param interval how often a queue without any is asked
   */
  Step done(boolean more, Duration interval) {
    Duration half = gap.dividedBy(2);
    Duration less = half.compareTo(NO_GAP_BELOW) < 0 ? Duration.ZERO : half;
    return new Step(new Pace(0, less), more ? gap : longer(interval, gap));
  }

  /** It asked us to come less often, perhaps saying when. */
  Step slowDown(@Nullable Duration retryAfter, RandomGenerator random) {
    Duration wider = shorter(LONGEST_GAP, longer(FIRST_GAP, gap.multipliedBy(2)));
    Duration wait =
        retryAfter == null
            ? jittered(exponential(FIRST_RETRY, LONGEST_RETRY, failures), random)
            : retryAfter;
    return new Step(new Pace(failures + 1, wider), longer(wait, wider));
  }

  /** A round failed, at the queue or at Kafka. */
  Step failed(boolean permanent, RandomGenerator random) {
    Duration wait =
        permanent
            ? exponential(FIRST_REFUSED, LONGEST_REFUSED, failures)
            : exponential(FIRST_RETRY, LONGEST_RETRY, failures);
    return new Step(new Pace(failures + 1, gap), jittered(wait, random));
  }

  private static Duration exponential(Duration first, Duration longest, int failures) {
    return shorter(longest, first.multipliedBy(1L << Math.min(failures, DOUBLINGS)));
  }

  /** Shorter by up to half, so that instances that failed together do not come back together. */
  private static Duration jittered(Duration wait, RandomGenerator random) {
    return Duration.ofMillis((long) (wait.toMillis() * random.nextDouble(0.5, 1.0)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
