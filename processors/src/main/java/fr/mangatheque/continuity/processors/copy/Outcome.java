package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.event.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of a request. */
sealed interface Outcome {
  /** A new version was written. */
  record Copied(KnownEntry entry) implements Outcome {}

  /** The backup held already what the source holds. */
  record AlreadyPresent(KnownEntry entry) implements Outcome {}

  /**
   * The source holds what the ledger knows.
   *
   * @param lastModified as the source told now, if it did
   */
  record Unchanged(KnownEntry entry, @Nullable Instant lastModified) implements Outcome {}

  /**
   * The source does not hold the key.
   *
   * @param entry the key's greatest entry: a marker once the absence is confirmed; null if it has
   *     none
   */
  record Gone(@Nullable KnownEntry entry) implements Outcome {}

  /**
   * All that the backup holds of the key was read back and is right, or is right again.
   *
   * @param entry the key's greatest entry
   * @param versions how many there are
   * @param heldBytes of these versions in all
   */
  record Verified(KnownEntry entry, int versions, long heldBytes) implements Outcome {}

  /**
   * A version in the backup is corrupt or missing, and nobody has its bytes.
   *
   * @param entry the key's greatest entry; null if it is one of those that are lost
   */
  record Lost(Cause cause, @Nullable KnownEntry entry) implements Outcome {}

  /**
   * It could not be done.
   *
   * @param notBefore the store wishes not to be asked before
   */
  record Failed(boolean permanent, Cause cause, @Nullable Instant notBefore) implements Outcome {}
}
