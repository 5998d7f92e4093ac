package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds out which key a hash stands for. Thread-safe; calls block. */
public final class LongKeys {
  private final ObjectReader store;
  private final BackupLayout layout;

  public LongKeys(ObjectReader store, BackupLayout layout) {
    this.store = store;
    this.layout = layout;
  }

  /**
   * The key whose entries stand under {@code keyHash}: from an entry's metadata, or from the key's
   * own object where these had no room. Only a key that has this hash counts.
   *
   * @param entry any of its entries
   * @return empty if the backup does not tell: its metadata were lost on the way
   * @throws StoreException if the store could not tell
   */
  public Optional<ObjectKey> find(Sha256 keyHash, EntryName entry) {
    return fromMetadata(keyHash, entry)
        .or(() -> fromObject(keyHash))
        .filter(key -> BackupLayout.hash(key).equals(keyHash));
  }

  private Optional<ObjectKey> fromMetadata(Sha256 keyHash, EntryName entry) {
    return switch (store.head(layout.longEntry(keyHash, entry))) {
      case Look.Found found ->
          Optional.ofNullable(EntryMetadata.split(found.info().headers()).ours().longKey());
      case Look.Absent _ -> Optional.empty();
    };
  }

  private Optional<ObjectKey> fromObject(Sha256 keyHash) {
    try (Read read = store.get(layout.longKey(keyHash), null)) {
      return switch (read) {
        case Read.Found found -> key(found);
        case Read.NotModified _, Read.Absent _ -> Optional.empty();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ObjectKey> key(Read.Found found) throws IOException {
    byte[] bytes = found.body().readNBytes(ObjectKey.MAX_BYTES + 1);
    return bytes.length == 0 || bytes.length > ObjectKey.MAX_BYTES
        ? Optional.empty()
        : Optional.of(new ObjectKey(new String(bytes, StandardCharsets.UTF_8)));
  }
}
