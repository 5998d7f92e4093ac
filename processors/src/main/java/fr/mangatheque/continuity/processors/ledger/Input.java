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
   * @param sighting the scan that saw it; null if none did
   */
  record Hint(
      Kind kind,
      @Nullable ETag etag,
      @Nullable Long size,
      @Nullable Sha256 sha256,
      @Nullable Instant lastModified,
      Instant occurredAt,
      @Nullable Sighting sighting)
      implements Input {
    Hint(
        Kind kind,
        @Nullable ETag etag,
        @Nullable Long size,
        @Nullable Sha256 sha256,
        @Nullable Instant lastModified,
        Instant occurredAt) {
      this(kind, etag, size, sha256, lastModified, occurredAt, null);
    }

    enum Kind {
      CREATED,
      REMOVED,
      OBSERVED,
      REQUESTED
    }

    Hint occurredAt(Instant at) {
      return new Hint(kind, etag, size, sha256, lastModified, at, sighting);
    }
  }

  /**
   * A listing of the backup shows an entry as the key's greatest.
   *
   * @param held all that it shows of the key; null if it does not tell
   * @param startedAt when the scan began
   * @param judged what it does not show is missed; else it only tells what is there
   */
  record Listed(KnownEntry entry, @Nullable Held held, Instant startedAt, boolean judged)
      implements Input {}

  /** A complete scan ended without showing what is known of the object. */
  record Unseen(Order.ScanEnded scan, boolean inSource, boolean inBackup) implements Input {}

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
   * @param held what the backup holds of the key; null if not all was seen
   */
  record Result(
      String requestId,
      Outcome outcome,
      @Nullable KnownEntry entry,
      List<Problem> doubts,
      @Nullable Instant sourceLastModified,
      @Nullable Held held)
      implements Input {
    public Result {
      doubts = List.copyOf(doubts);
    }

    Result(
        String requestId,
        Outcome outcome,
        @Nullable KnownEntry entry,
        List<Problem> doubts,
        @Nullable Instant sourceLastModified) {
      this(requestId, outcome, entry, doubts, sourceLastModified, null);
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
    /**
     * What the source holds is in the backup: copied, already there or unchanged.
     *
     * @param written the entry was not there before
     */
    record Protected(boolean contentRead, boolean written) implements Outcome {
      Protected(boolean copied) {
        this(copied, copied);
      }
    }

    /**
     * @param judged whether that may be a deletion; of a canary it is none
     */
    record Gone(boolean judged) implements Outcome {
      Gone() {
        this(true);
      }
    }

    /** All that the backup holds of the key was read back, and is right. */
    record Verified() implements Outcome {}

    /**
     * @param notBefore the store wished not to be asked before; null if it did not
     */
    record Failed(Problem problem, boolean permanent, @Nullable Instant notBefore)
        implements Outcome {}
  }

  /** A cause with words for a person. */
  record Problem(Stage stage, String causeClass, String detail) {}
}
