package fr.mangatheque.continuity.processors.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the guard of a source hears. */
sealed interface GuardInput {
  /**
   * The source said that an object is gone.
   *
   * @param size bytes of the version it concerns; null if unknown
   */
  record Pending(String objectKey, Instant absentSince, @Nullable Long size)
      implements GuardInput {}

  /** Its window is over: the ledger waits for an answer. */
  record Due(String objectKey, Instant absentSince, @Nullable Long size) implements GuardInput {}

  /** Nothing is to be decided about it any more. */
  record Withdrawn(String objectKey) implements GuardInput {}

  /**
   * A complete audit ended.
   *
   * @param count objects that the source held
   */
  record Audited(long count) implements GuardInput {}
}
