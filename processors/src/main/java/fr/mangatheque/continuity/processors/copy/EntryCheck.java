package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.limit.LimitedStore;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Compares what the backup keeps with what it should. */
final class EntryCheck {
  private static final int BUFFER = 64 * 1024;

  private final LimitedStore backup;
  private final BackupLayout layout;
  private final InstantSource clock;

  EntryCheck(LimitedStore backup, BackupLayout layout, InstantSource clock) {
    this.backup = backup;
    this.layout = layout;
    this.clock = clock;
  }

  /** What was found of an entry. */
  sealed interface Finding {
    /** It is as it should be; {@code readBackAt} is null if that was not seen by its bytes. */
    record Right(@Nullable Instant readBackAt) implements Finding {}

    record Wrong(String how) implements Finding {}

    record Missing() implements Finding {}
  }

  /** Whether there is an entry of this name, whatever it holds. */
  boolean exists(ObjectKey key, EntryName name) {
    return backup.head(layout.entry(key, name)) instanceof Look.Found;
  }

  /** By the checksum the store keeps, if it does, else by reading all of it. */
  Finding byChecksum(ObjectKey key, EntryName.Version name, long size) {
    return switch (backup.head(layout.entry(key, name))) {
      case Look.Absent _ -> new Finding.Missing();
      case Look.Found found -> byChecksum(found.info(), key, name, size);
    };
  }

  private Finding byChecksum(ObjectInfo info, ObjectKey key, EntryName.Version name, long size) {
    if (info.size() != size) {
      return wrong(name, info.size() + " bytes instead of " + size);
    }
    Sha256 kept = info.sha256();
    if (kept == null) {
      return byReading(key, name, size);
    }
    return kept.equals(name.sha256())
        ? new Finding.Right(null)
        : wrong(name, "bytes of SHA-256 " + kept);
  }

  /** As {@link #byChecksum}, but an ETag that is the MD5 of the content is good enough, too. */
  Finding byTag(ObjectKey key, EntryName.Version name, Content content) {
    return switch (backup.head(layout.entry(key, name))) {
      case Look.Absent _ -> new Finding.Missing();
      case Look.Found found ->
          found.info().size() == content.size()
                  && found.info().etag().value().equals(content.md5().hex())
              ? new Finding.Right(null)
              : byChecksum(found.info(), key, name, content.size());
    };
  }

  /** By reading all of it. */
  Finding byReading(ObjectKey key, EntryName.Version name, long size) {
    try (Read read = backup.get(layout.entry(key, name), null)) {
      return switch (read) {
        case Read.Absent _ -> new Finding.Missing();
        case Read.NotModified _ ->
            throw StoreException.of(
                StoreFault.PROTOCOL, "304 to a GET without a condition of " + name, null);
        case Read.Found found -> {
          if (found.info().size() != size) {
            yield wrong(name, found.info().size() + " bytes instead of " + size);
          }
          Sha256 sha256 = hash(found);
          yield sha256.equals(name.sha256())
              ? new Finding.Right(clock.instant())
              : wrong(name, "bytes of SHA-256 " + sha256);
        }
      };
    }
  }

  private static Finding wrong(EntryName name, String instead) {
    return new Finding.Wrong("the backup holds under " + name + " " + instead);
  }

  private static Sha256 hash(Read.Found found) {
    MessageDigest sha256 = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    InputStream body = found.body();
    try {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw StoreException.of(
          StoreFault.UNREACHABLE, "reading " + found.info().key() + " broke off", e);
    }
    return Sha256.of(sha256.digest());
  }
}
