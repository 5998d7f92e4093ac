package fr.mangatheque.continuity.notifier.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the failures of one cause have come. */
sealed interface IncidentState {
  /** Nothing fails, and nothing is remembered. */
  record Calm() implements IncidentState {}

  /** Something fails, not for long enough to tell anybody. */
  record Watched(Tally tally, @Nullable Past past) implements IncidentState {}

  /** People know of it. */
  record Open(Opening opening, Told told, Tally tally) implements IncidentState {}

  /** Nothing fails any more; since it came back before, its end is not told yet. */
  record Settling(Opening opening, Told told, Tally tally, Instant quietSince)
      implements IncidentState {}

  /** It is over; remembered for a while to see whether it comes back. */
  record Resolved(Past past) implements IncidentState {}

  /**
   * @param relapse whether the incident before it had just ended
   */
  record Opening(Instant at, boolean relapse) {}

  /**
   * What people know.
   *
   * @param notices how many they had
   * @param at when they had the last
   * @param failing how many objects it spoke of
   * @param channels those that had any
   */
  record Told(int notices, Instant at, long failing, List<String> channels) {
    public Told {
      channels = List.copyOf(channels);
    }
  }

  /** An incident that is over. */
  record Past(Instant openedAt, Instant resolvedAt) {}
}
