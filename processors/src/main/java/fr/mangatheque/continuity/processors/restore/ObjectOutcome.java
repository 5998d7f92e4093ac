package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.EntryName;

/** What became of one object. */
public sealed interface ObjectOutcome {
  /**
   * Written, and verified as the destination allows.
   *
   * @param version what it is now
   * @param bytes of its content
   */
  record Restored(ObjectKey key, EntryName.Version version, long bytes) implements ObjectOutcome {}

  /** It was there already. */
  record Right(ObjectKey key, EntryName.Version version, long bytes) implements ObjectOutcome {}

  /** Asked for, and left as it is. */
  record Skipped(ObjectKey key, long bytes, String reason) implements ObjectOutcome {}

  /**
   * Asked for, and not there, or not right.
   *
   * @param name the key, or where its entries stand if the backup does not tell the key
   */
  record Failed(String name, long bytes, String reason) implements ObjectOutcome {}

  /** It was extra. */
  record Deleted(ObjectKey key, long bytes) implements ObjectOutcome {}

  /** It is extra and was to be deleted, and still is there. */
  record NotDeleted(ObjectKey key, long bytes, String reason) implements ObjectOutcome {}
}
