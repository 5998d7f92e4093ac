package fr.mangatheque.continuity.notifier.delivery;

import java.time.Duration;

/**
 * How stubbornly notifications are delivered.
 *
 * @param firstRetry wait after the first failure; it doubles with each
 * @param longestRetry longest wait, unless a receiver asks for more
 * @param giveUpAfter age at which a notification that cannot be delivered is dropped
 */
public record DeliveryTiming(Duration firstRetry, Duration longestRetry, Duration giveUpAfter) {
  public static final DeliveryTiming DEFAULT =
      new DeliveryTiming(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24));

  public DeliveryTiming {
    if (!firstRetry.isPositive() || longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException(
          "retries need a positive wait that does not shrink: " + firstRetry + ", " + longestRetry);
    }
    if (!giveUpAfter.isPositive()) {
      throw new IllegalArgumentException("giveUpAfter is not positive: " + giveUpAfter);
    }
  }
}
