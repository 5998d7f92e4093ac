package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a key in the backup, as far as it is known.
 *
 * @param etag the source's, in full; null for a marker
 * @param lastModified the source's; null if only the entry's name is known
 * @param verifiedAt when its bytes were last read back and found right
 */
record KnownEntry(
    EntryName name,
    long size,
    @Nullable ETag etag,
    @Nullable Instant lastModified,
    @Nullable Instant verifiedAt) {

  /**
   * As a request carries it.
   *
   * @throws IllegalArgumentException if the name is none
   */
  static KnownEntry of(Entry entry) {
    EntryName name =
        EntryNames.parse(entry.getName())
            .orElseThrow(
                () -> new IllegalArgumentException("no name of an entry: " + entry.getName()));
    String etag = entry.getEtag();
    return new KnownEntry(
        name,
        entry.getSize(),
        etag == null ? null : new ETag(etag),
        entry.getLastModified(),
        entry.getVerifiedAt());
  }

  /** As a listing of the backup shows it. */
  static KnownEntry listed(EntryName name, long size) {
    ETag etag = name instanceof EntryName.Version version ? version.etag() : null;
    return new KnownEntry(name, size, etag, null, null);
  }

  /** The marker of a name. */
  static KnownEntry marker(EntryName.Marker name) {
    return new KnownEntry(name, 0, null, null, null);
  }

  Entry toEvent() {
    return Entry.newBuilder()
        .setName(name.format())
        .setSize(size)
        .setEtag(etag == null ? null : etag.value())
        .setLastModified(lastModified)
        .setVerifiedAt(verifiedAt)
        .build();
  }

  /** Whether the source held something when this was written. */
  boolean live() {
    return name instanceof EntryName.Version;
  }

  /** The same, of which the source told its time now. */
  KnownEntry seenAt(Instant modified) {
    Instant latest =
        lastModified == null || modified.isAfter(lastModified) ? modified : lastModified;
    return new KnownEntry(name, size, etag, latest, verifiedAt);
  }

  /** The same, of which the source gives another tag now. */
  KnownEntry taggedAs(ETag now) {
    return new KnownEntry(name, size, now, lastModified, verifiedAt);
  }

  /** The same, of which all that stands under this name was read back and is right. */
  KnownEntry readBack(EntryName as, long bytes, Instant at) {
    return new KnownEntry(as, bytes, etag, lastModified, at);
  }

  /**
   * Whether the object was modified after what this entry holds, as far as whole seconds and an
   * entry known by name alone can tell.
   */
  boolean olderThan(Instant modified) {
    return modified.isAfter(lastModified != null ? lastModified : name.instant());
  }
}
