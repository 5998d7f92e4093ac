package fr.mangatheque.continuity.storage.staging;

import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.Md5;
import fr.mangatheque.continuity.storage.Sha256;
import java.security.MessageDigest;

/** Both hashes of bytes as they go by. One thread uses it. */
final class Hashes {
  private final MessageDigest sha256 = Digests.sha256();
  private final MessageDigest md5 = Digests.md5();

  void update(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
    md5.update(bytes, 0, length);
  }

  Of finish() {
    return new Of(Sha256.of(sha256.digest()), Md5.of(md5.digest()));
  }

  record Of(Sha256 sha256, Md5 md5) {}
}
