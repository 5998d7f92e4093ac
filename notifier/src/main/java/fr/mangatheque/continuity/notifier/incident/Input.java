package fr.mangatheque.continuity.notifier.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can happen to a cause. */
sealed interface Input {
  /**
   * An object fails.
   *
   * @param subject the object's key; empty if the cause concerns none
   * @param permanent whether only a person can mend it
   * @param since since when it has failed
   * @param at when this was told
   * @param clearsAt when it counts as cleared if not raised again until then
   */
  record Raised(
      Cause cause,
      String subject,
      boolean permanent,
      Instant since,
      Instant at,
      @Nullable Instant clearsAt,
      String detail)
      implements Input {}

  /** The object fails no longer. */
  record Cleared() implements Input {}

  /** A time that the object's failure waited for has come. */
  record FailureDue() implements Input {}

  /** A time that the incident waited for has come. */
  record IncidentDue() implements Input {}
}
