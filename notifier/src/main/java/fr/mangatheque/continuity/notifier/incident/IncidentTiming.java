package fr.mangatheque.continuity.notifier.incident;

import java.time.Duration;

/**
 * When people are told.
 *
 * @param after how long something has failed before an incident opens; permanent causes open at
 *     once
 * @param reminder how long an incident stays open before people hear of it again
 * @param settle an incident that comes back within this time of its end is resolved only once
 *     nothing has failed for this time, so that a cause that comes and goes stays one incident
 */
public record IncidentTiming(Duration after, Duration reminder, Duration settle) {
  public static final IncidentTiming DEFAULT =
      new IncidentTiming(Duration.ofSeconds(30), Duration.ofHours(4), Duration.ofMinutes(5));

  public IncidentTiming {
    if (after.isNegative()) {
      throw new IllegalArgumentException("after is negative: " + after);
    }
    if (!reminder.isPositive()) {
      throw new IllegalArgumentException("reminder is not positive: " + reminder);
    }
    if (settle.isNegative()) {
      throw new IllegalArgumentException("settle is negative: " + settle);
    }
  }
}
