package fr.mangatheque.continuity.processors.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Since when there may be something of an object that the backup does not hold. What is asked for
 * to read back or to confirm an absence leaves nothing unprotected.
 */
final class Unprotected {
  private Unprotected() {}

  static Optional<Instant> since(ObjectState state) {
    return switch (state.phase()) {
      case Phase.Settled _, Phase.Absent _ -> Optional.empty();
      case Phase.Waiting waiting -> since(state, waiting.ask(), null);
      case Phase.Parked parked -> since(state, parked.ask(), null);
      case Phase.Backoff backoff -> since(state, backoff.ask(), null);
      case Phase.Requested requested -> since(state, requested.ask(), requested.again());
    };
  }

  /** Whether this looks for content. */
  static boolean asks(Ask ask) {
    return switch (ask.task()) {
      case COPY, COMPARE_HEADERS, UNKNOWN -> true;
      case CONFIRM_ABSENCE, VERIFY -> false;
    };
  }

  private static Optional<Instant> since(ObjectState state, Ask ask, @Nullable Ask again) {
    if (asks(ask)) {
      Instant first = state.since().pending();
      return Optional.of(first == null ? ask.since() : first);
    }
    return again != null && asks(again) ? Optional.of(again.since()) : Optional.empty();
  }
}
