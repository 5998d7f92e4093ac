package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry in the backup, as far as the ledger knows it.
 *
 * @param etag the source's; null for a marker
 * @param lastModified the latest Last-Modified at which the source was seen to hold this content;
 *     null where only a listing of the backup is known
 * @param verifiedAt when its bytes were last read back and found right
 */
record KnownEntry(
    EntryName name,
    long size,
    @Nullable ETag etag,
    @Nullable Instant lastModified,
    @Nullable Instant verifiedAt) {

  /** Whether it says that the source holds content, not that it is gone. */
  boolean live() {
    return name instanceof EntryName.Version;
  }

  boolean has(Sha256 sha256) {
    return name instanceof EntryName.Version version && version.sha256().equals(sha256);
  }

  /** Of one entry told twice, all that is known: the later times win. */
  KnownEntry merge(KnownEntry other) {
    return new KnownEntry(
        name,
        size,
        etag != null ? etag : other.etag,
        later(lastModified, other.lastModified),
        later(verifiedAt, other.verifiedAt));
  }

  KnownEntry seenAt(@Nullable Instant sourceLastModified) {
    return new KnownEntry(name, size, etag, later(lastModified, sourceLastModified), verifiedAt);
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isAfter(b) ? a : b;
  }
}
