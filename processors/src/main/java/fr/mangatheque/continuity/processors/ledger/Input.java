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

  /**
   * The source's guard answered.
   *
   * @param absentSince the absence it was asked about
   */
  record Decision(Verdict verdict, Instant absentSince, Instant decidedAt) implements Input {
    enum Verdict {
      GRANTED,
      REJECTED
    }
  }

  /** What came of a request. */
  sealed interface Outcome {
    /** What the source holds is in the backup: copied, already there or unchanged. */
    record Protected(boolean contentRead) implements Outcome {}

    /**
     * @param judged whether that may be a deletion; of a canary it is none
     */
    record Gone(boolean judged) implements Outcome {
      Gone() {
        this(true);
      }
    }

    /**
     * @param notBefore the store wished not to be asked before; null if it did not
     */
    record Failed(Problem problem, boolean permanent, @Nullable Instant notBefore)
        implements Outcome {}
  }

  /** A cause with words for a person. */
  record Problem(Stage stage, String causeClass, String detail) {}
}
