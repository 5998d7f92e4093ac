package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Content as it was read, all of it: what stands for its bytes. */
record Contents(ObjectInfo info, long size, Sha256 sha256) {
  private static final int BUFFER = 64 * 1024;

  /** Empty if there is no such object. */
  static Optional<Contents> read(ObjectReader reader, ObjectKey key) {
    try (ObjectReader.Read read = reader.get(key, null)) {
      return switch (read) {
        case ObjectReader.Read.Found found -> Optional.of(of(found.info(), found.body()));
        case ObjectReader.Read.Absent _, ObjectReader.Read.NotModified _ -> Optional.empty();
      };
    }
  }

  private static Contents of(ObjectInfo info, InputStream body) {
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        digest.update(buffer, 0, n);
        size += n;
      }
    } catch (IOException e) {
      throw StoreException.of(StoreFault.UNREACHABLE, "reading " + info.key() + " broke off", e);
    }
    return new Contents(info, size, Sha256.of(digest.digest()));
  }
}
