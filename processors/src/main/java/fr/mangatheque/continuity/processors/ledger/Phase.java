package fr.mangatheque.continuity.processors.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an object stands. At most one request about it is under way. */
sealed interface Phase {
  Phase SETTLED = new Settled();

  /** When something is to be done by itself; empty if nothing is. */
  default Optional<Instant> due() {
    return switch (this) {
      case Settled _, Waiting _, Parked _ -> Optional.empty();
      case Requested requested -> Optional.of(requested.deadline());
      case Backoff backoff -> Optional.of(backoff.until());
      case Absent absent -> Optional.of(absent.secondLook());
    };
  }

  /** Nothing is asked for. */
  record Settled() implements Phase {}

  /** Waits for a free place in the window of requests. */
  record Waiting(Ask ask, Instant since) implements Phase {
    Requested dispatched(String requestId, Instant now, Instant deadline) {
      return new Requested(requestId, ask, now, deadline, null);
    }
  }

  /**
   * Its turn came while its source is paused.
   *
   * @param since since when it waits, before it was held back too
   */
  record Parked(Ask ask, Instant since) implements Phase {}

  /**
   * A worker was asked.
   *
   * @param again the dirty mark: what to ask once this is answered; null if nothing
   */
  record Requested(
      String requestId, Ask ask, Instant dispatchedAt, Instant deadline, @Nullable Ask again)
      implements Phase {
    Requested marked(Ask hint) {
      Ask joined = again == null ? hint : again.join(hint);
      return new Requested(requestId, ask, dispatchedAt, deadline, joined);
    }
  }

  /** Failed, or is not there yet; asked again by itself. */
  record Backoff(Ask ask, Instant until) implements Phase {}

  /** The source said that it is gone; asked a second time before it is believed. */
  record Absent(Instant secondLook) implements Phase {}
}
