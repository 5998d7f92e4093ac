package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes sure of what a store keeps. Thread-safe. */
final class StoredCheck {
  private static final int FIRST_READ_BACK = 10;
  private static final int ONE_READ_BACK_IN = 1000;
  private static final int BUFFER = 64 * 1024;

  private final ObjectReader reader;
  private final AtomicLong verified = new AtomicLong();

  StoredCheck(ObjectReader reader) {
    this.reader = reader;
  }

  /**
   * Whether what was just written is right. Where the store was proven to check what it receives,
   * its success says so, and only the first and some are read back; elsewhere it is asked.
   */
  boolean verify(ObjectKey name, Content content, EndpointTraits traits) {
    long number = verified.getAndIncrement();
    if (number < FIRST_READ_BACK || number % ONE_READ_BACK_IN == 0) {
      return hash(name, null).filter(content.sha256()::equals).isPresent();
    }
    return traits.verifiesOnReceipt() || isThere(name, content);
  }

  /** Whether an object is there with these bytes. */
  boolean isThere(ObjectKey name, Content content) {
    if (!(reader.head(name) instanceof Look.Found found) || found.info().size() != content.size()) {
      return false;
    }
    ObjectInfo info = found.info();
    if (info.sha256() != null) {
      return info.sha256().equals(content.sha256());
    }
    return info.etag().value().equals(content.md5().hex())
        || hash(name, null).filter(content.sha256()::equals).isPresent();
  }

  /**
   * Reads and hashes an object.
   *
   * @param tag it must have; null for any
   * @return empty if it is not there or has another tag
   */
  Optional<Sha256> hash(ObjectKey name, @Nullable ETag tag) {
    try (Read read = reader.get(name, null)) {
      return switch (read) {
        case Read.Found found when tag == null || found.info().etag().equals(tag) ->
            Optional.of(hash(found.body()));
        case Read.Found _, Read.Absent _, Read.NotModified _ -> Optional.empty();
      };
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  private static Sha256 hash(InputStream body) throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      digest.update(buffer, 0, count);
    }
    return Sha256.of(digest.digest());
  }
}
