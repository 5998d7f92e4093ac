package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be done with content that was read: a pure decision. */
sealed interface BackupDecision {
  /** The key's greatest entry is this very content of this very time. */
  record AlreadyPresent(KnownEntry entry) implements BackupDecision {}

  /**
   * The key's greatest entry has these bytes, as a source has again after a restore: only other
   * headers would make them another version.
   */
  record SameBytes(KnownEntry entry) implements BackupDecision {}

  /** To be written, under this name. */
  record Write(EntryName.Version name) implements BackupDecision {}

  /** What to do if the greatest entry is this content. */
  enum IfSame {
    /** Nothing. */
    LEAVE,
    /** Write another entry: the object's headers changed. */
    ADD,
    /** Write the same entry: the backup lost or spoilt it. */
    REWRITE
  }

  /**
   * Decides by the key's greatest entry.
   *
   * @param greatest null if the key has none
   */
  static BackupDecision of(
      Sha256 sha256,
      ETag etag,
      Instant lastModified,
      @Nullable KnownEntry greatest,
      IfSame ifSame) {
    if (greatest != null
        && greatest.name() instanceof EntryName.Version version
        && version.sha256().equals(sha256)) {
      boolean same =
          version.etag().equals(EntryNames.tag(etag)) && !greatest.olderThan(lastModified);
      switch (ifSame) {
        case LEAVE -> {
          return same ? new AlreadyPresent(greatest) : new SameBytes(greatest);
        }
        case REWRITE -> {
          if (same) {
            return new Write(version);
          }
        }
        case ADD -> {}
      }
    }
    EntryName before = greatest == null ? null : greatest.name();
    return new Write(EntryNames.version(lastModified, sha256, etag, before));
  }
}
