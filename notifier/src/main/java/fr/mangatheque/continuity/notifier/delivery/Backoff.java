package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.notifier.channel.DeliveryException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt. */
final class Backoff {
  /** Beyond this many doublings every wait is the longest. */
  private static final int DOUBLINGS = 20;

  private final DeliveryTiming timing;
  private final RandomGenerator random;

  Backoff(DeliveryTiming timing, RandomGenerator random) {
    this.timing = timing;
    this.random = random;
  }

  /**
   * @param attempts that failed so far, from 1
   */
  Duration after(int attempts, DeliveryException failure) {
    return switch (failure) {
      case DeliveryException.Permanent _ -> jittered(timing.longestRetry());
      case DeliveryException.Transient it -> {
        Duration wait = jittered(exponential(attempts));
        Duration asked = it.retryAfter().orElse(Duration.ZERO);
        yield asked.compareTo(wait) > 0 ? asked : wait;
      }
    };
  }

  private Duration exponential(int attempts) {
    Duration wait = timing.firstRetry().multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
    return wait.compareTo(timing.longestRetry()) > 0 ? timing.longestRetry() : wait;
  }

  /** Shorter by up to a fifth, so that what failed together is not retried together. */
  private Duration jittered(Duration wait) {
    return Duration.ofMillis((long) (wait.toMillis() * random.nextDouble(0.8, 1.0)));
  }
}
