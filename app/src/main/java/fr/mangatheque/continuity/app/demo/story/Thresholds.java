package fr.mangatheque.continuity.app.demo.story;

import java.time.Duration;

/**
 * What is shorter than in earnest, so that nobody waits long.
 *
 * @param guardWindow how far apart the source is asked twice before a deletion is believed
 * @param alertAfter how long something must have failed before people are told
 * @param grace how old an upload must be before a scan takes its event for missed
 */
public record Thresholds(Duration guardWindow, Duration alertAfter, Duration grace) {
  /** For a story of a minute. */
  public static final Thresholds SHORT =
      new Thresholds(Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofSeconds(2));
}
