package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import java.time.Instant;

/**
 * What is asked of a worker about an object.
 *
 * @param attempt 1 for the first request, one more for each retry
 * @param since when it was first asked for
 * @param expected a sender said that the object is there, so its absence is waited out
 * @param unannounced only a scan found it, when an event should have been there long since
 */
record Ask(
    CopyTask task,
    RequestReason reason,
    int attempt,
    Instant since,
    boolean expected,
    boolean unannounced) {
  static Ask first(CopyTask task, RequestReason reason, Instant now, boolean expected) {
    return new Ask(task, reason, 1, now, expected, false);
  }

  Ask unannounced(boolean so) {
    return new Ask(task, reason, attempt, since, expected, so);
  }

  Ask to(CopyTask other) {
    return new Ask(other, reason, attempt, since, expected, unannounced);
  }

  /** What may wait stays last when it is tried again. */
  Ask retry() {
    RequestReason again = reason == RequestReason.SCRUB ? reason : RequestReason.RETRY;
    return new Ask(task, again, attempt + 1, since, expected, unannounced);
  }

  /** One look that serves both: the task that finds more, the reason that goes first. */
  Ask join(Ask other) {
    boolean otherFirst = rank(other.reason) < rank(reason);
    return new Ask(
        task == other.task ? task : CopyTask.COPY,
        otherFirst ? other.reason : reason,
        attempt,
        other.expected ? other.since : since,
        expected || other.expected,
        unannounced && other.unannounced);
  }

  /** In which order objects wait: event hints, then retries, then scans. */
  int rank() {
    return rank(reason);
  }

  private static int rank(RequestReason reason) {
    return switch (reason) {
      case EVENT, REQUESTED -> 0;
      case RETRY -> 1;
      case SCAN, UNKNOWN -> 2;
      case SCRUB -> 3;
    };
  }
}
