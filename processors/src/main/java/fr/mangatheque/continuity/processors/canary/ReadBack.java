package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Reads a version back from the backup, all of it, and compares. */
final class ReadBack {
  private static final int BUFFER = 64 * 1024;

  private final ObjectReader backup;
  private final BackupLayout layout;

  ReadBack(ObjectReader backup, BackupLayout layout) {
    this.backup = backup;
    this.layout = layout;
  }

  /**
   * Proven if the version has {@code sha256} and {@code size} as read.
   *
   * @throws StoreException if the backup could not tell
   */
  Outcome compare(
      ObjectKey key, EntryName.Version entry, Sha256 sha256, long size, boolean written) {
    ObjectKey name =
        layout.isLong(key)
            ? layout.longEntry(BackupLayout.hash(key), entry)
            : layout.entry(key, entry);
    try (ObjectReader.Read read = backup.get(name, null)) {
      return switch (read) {
        case ObjectReader.Read.Found found -> {
          Bytes held = bytes(found.body());
          yield held.size() == size && held.sha256().equals(sha256)
              ? new Outcome.Proven(key, written, sha256, size)
              : Outcome.Failed.trip(
                  "%s in the backup has %d bytes with SHA-256 %s, and should have %d with %s"
                      .formatted(name, held.size(), held.sha256(), size, sha256));
        }
        case ObjectReader.Read.Absent _, ObjectReader.Read.NotModified _ ->
            Outcome.Failed.trip(
                "%s should be in the backup, which says that it has none".formatted(name));
      };
    }
  }

  private record Bytes(long size, Sha256 sha256) {}

  private static Bytes bytes(InputStream body) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        digest.update(buffer, 0, n);
        size += n;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Bytes(size, Sha256.of(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
