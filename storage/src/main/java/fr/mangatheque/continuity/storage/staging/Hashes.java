package fr.mangatheque.continuity.storage.staging;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.Md5;
import fr.mangatheque.continuity.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Hashes of bytes as they go by. One thread uses it. */
final class Hashes {
  private static final int BUFFER = 16 * 1024;

  private final MessageDigest sha256 = Digests.sha256();
  private final @Nullable MessageDigest md5;

  Hashes(Staging.Hashing hashing) {
    this.md5 =
        switch (hashing) {
          case BOTH -> Digests.md5();
          case SHA256 -> null;
        };
  }

  void update(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
    if (md5 != null) {
      md5.update(bytes, 0, length);
    }
  }

  Of finish() {
    return new Of(Sha256.of(sha256.digest()), md5 == null ? null : Md5.of(md5.digest()));
  }

  /**
   * What was found.
   *
   * @param md5 null if it was not computed on the way
   */
  record Of(Sha256 sha256, @Nullable Md5 md5) {
    /** The MD5 of {@code content}, which these are the hashes of: read again if need be. */
    Md5 md5(Content content) {
      if (md5 != null) {
        return md5;
      }
      MessageDigest digest = Digests.md5();
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = content.open()) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          digest.update(buffer, 0, count);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read staged content: " + e.getMessage(), e);
      }
      return Md5.of(digest.digest());
    }
  }
}
