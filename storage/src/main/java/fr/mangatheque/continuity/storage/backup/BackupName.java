package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;

/** What a name in the backup bucket, below its prefix, stands for. */
public sealed interface BackupName {
  /** {@code objects/<key>/<entry>}. */
  record Entry(ObjectKey key, EntryName entry) implements BackupName {}

  /** {@code long/<sha256 of the key>/<entry>}. */
  record LongEntry(Sha256 keyHash, EntryName entry) implements BackupName {}

  /** {@code long/<sha256 of the key>/key}: the key itself, as content. */
  record LongKey(Sha256 keyHash) implements BackupName {}

  /** {@code continuity.json}: which source the prefix belongs to. */
  record Binding() implements BackupName {}

  /** {@code drills/…}. */
  record Drill(String rest) implements BackupName {}

  /** {@code probe/…}. */
  record Probe(String rest) implements BackupName {}

  /** Anything else: not written by this software, or by a newer one. */
  record Foreign(String rest) implements BackupName {}
}
