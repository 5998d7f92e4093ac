package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a step wants sent. */
sealed interface Output {
  /** Ask a worker. */
  record Request(
      Phase.Requested phase,
      @Nullable KnownEntry greatest,
      @Nullable Announced announced,
      @Nullable Long size,
      int versions)
      implements Output {}

  /**
   * Something fails or is doubted.
   *
   * @param clearsAfter counts as over if not raised again for so long; null if only {@link Clear}
   *     ends it
   */
  record Raise(
      Failing failing,
      boolean permanent,
      int attempts,
      String detail,
      @Nullable Duration clearsAfter)
      implements Output {}

  /**
   * Tell the source's guard.
   *
   * @param absentSince the absence it is about
   * @param size bytes of the version that would be marked; null if unknown
   */
  record Deletion(Kind kind, Instant absentSince, @Nullable Long size) implements Output {
    enum Kind {
      /** The source says that it is gone. */
      PENDING,
      /** It has said so for a window: the guard is to decide. */
      DUE,
      /** Nothing is to be decided any more. */
      WITHDRAWN
    }
  }

  /** It no longer does. */
  record Clear(Stage stage, String causeClass, Instant since) implements Output {
    static Clear of(Failing failing) {
      return new Clear(failing.stage(), failing.causeClass(), failing.since());
    }
  }

  /** A scan found content that no event announced. */
  record Missed() implements Output {}

  /** The source has other content, or other headers, where it had some for more than an hour. */
  record Overwritten() implements Output {}
}
