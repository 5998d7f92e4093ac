package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectCreator;
import fr.mangatheque.continuity.storage.ObjectCreator.Creation;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes entries as the format says. Thread-safe; calls block. */
public final class EntryWriter {
  private final ObjectCreator store;
  private final BackupLayout layout;

  public EntryWriter(ObjectCreator store, BackupLayout layout) {
    this.store = store;
    this.layout = layout;
  }

  /**
   * Writes a version.
   *
   * @param headers as the source keeps them
   * @param etag as the source told it
   * @param lastModified as the source told it
   * @return {@link Creation.Exists} if there is an entry of this name, with these bytes or others
   * @throws StoreException if it could not be written, or it is not known whether it was
   */
  public Creation version(
      ObjectKey key,
      EntryName.Version entry,
      Content content,
      ObjectHeaders headers,
      ETag etag,
      Instant lastModified) {
    return write(key, entry, content, headers, new EntryMetadata(etag, lastModified, null));
  }

  /**
   * Writes a deletion marker.
   *
   * @throws StoreException if it could not be written, or it is not known whether it was
   */
  public Creation marker(ObjectKey key, EntryName.Marker entry) {
    return write(key, entry, Content.empty(), ObjectHeaders.NONE, EntryMetadata.NONE);
  }

  private Creation write(
      ObjectKey key, EntryName entry, Content content, ObjectHeaders headers, EntryMetadata ours) {
    EntryMetadata metadata =
        layout.isLong(key) ? new EntryMetadata(ours.etag(), ours.lastModified(), key) : ours;
    EntryMetadata.Merged merged = metadata.mergeInto(headers);
    if (metadata.longKey() != null && !merged.keyHeld()) {
      // first, so that no entry stands without its key; that it exists already is as good
      store.create(
          layout.longKey(BackupLayout.hash(key)),
          Content.of(key.value().getBytes(StandardCharsets.UTF_8)),
          ObjectHeaders.NONE);
    }
    return store.create(layout.entry(key, entry), content, merged.headers());
  }
}
