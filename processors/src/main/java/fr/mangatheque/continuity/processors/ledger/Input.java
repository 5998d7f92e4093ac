package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to an object in the ledger. */
sealed interface Input {
  /**
   * Somebody says: look at this key. All but the kind may be unknown, and nothing is believed.
   *
   * @param occurredAt the epoch if unknown
   */
  record Hint(
      Kind kind,
      @Nullable ETag etag,
      @Nullable Long size,
      @Nullable Sha256 sha256,
      @Nullable Instant lastModified,
      Instant occurredAt)
      implements Input {
    enum Kind {
      CREATED,
      REMOVED,
      OBSERVED,
      REQUESTED
    }

    Hint occurredAt(Instant at) {
      return new Hint(kind, etag, size, sha256, lastModified, at);
    }
  }

  /** There is a free place in the window of requests, and it is this object's turn. */
  record Slot(String requestId) implements Input {}

  /** It is this object's turn, and its source is paused. */
  record Park() implements Input {}

  /** Its source is paused no longer. */
  record Unpark() implements Input {}

  /** The time came that the phase named. */
  record Due() implements Input {}

  /**
   * A worker answered, perhaps a request of long ago.
   *
   * @param entry the greatest entry it wrote or found; null if none
   * @param sourceLastModified as the source told now; null if unknown
   */
  record Result(
      String requestId,
      Outcome outcome,
      @Nullable KnownEntry entry,
      List<Problem> doubts,
      @Nullable Instant sourceLastModified)
      implements Input {
    public Result {
      doubts = List.copyOf(doubts);
    }
  }

  /** What came of a request. */
  sealed interface Outcome {
    /** What the source holds is in the backup: copied, already there or unchanged. */
    record Protected(boolean contentRead) implements Outcome {}

    record Gone() implements Outcome {}

    /**
     * @param notBefore the store wished not to be asked before; null if it did not
     */
    record Failed(Problem problem, boolean permanent, @Nullable Instant notBefore)
        implements Outcome {}
  }

  /** A cause with words for a person. */
  record Problem(Stage stage, String causeClass, String detail) {}
}
