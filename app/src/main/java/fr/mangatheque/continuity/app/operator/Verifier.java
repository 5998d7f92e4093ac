package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Side;
import fr.mangatheque.continuity.app.operator.answer.Verification;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the source holds, what the ledger knows and what the backup holds of one object, as
 * they are now. Thread-safe; blocks, if it reads as long as that takes.
 */
final class Verifier {
  private static final int BUFFER = 64 * 1024;

  private Verifier() {}

  /**
   * @param known what the ledger knows; null if nothing
   * @param read whether to read all bytes of both sides
   */
  static Verification verify(
      ObjectId object, @Nullable Known known, Buckets buckets, boolean read) {
    ObjectKey key = new ObjectKey(object.objectKey());
    Optional<ObjectKey> entry = entry(key, known, buckets);
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Side> origin =
          CompletableFuture.supplyAsync(
              () -> side(buckets.origin(), buckets.originName(), key, read), both);
      Side backup =
          entry.map(name -> side(buckets.backup(), buckets.backupName(), name, read)).orElse(null);
      return Judgement.of(object, known, origin.join(), backup, read);
    }
  }

  private static Optional<ObjectKey> entry(ObjectKey key, @Nullable Known known, Buckets buckets) {
    String name = known == null ? null : known.entry();
    if (name == null) {
      return Optional.empty();
    }
    EntryName entry =
        EntryNames.parse(name)
            .orElseThrow(() -> new IllegalStateException("no name of an entry: " + name));
    return Optional.of(buckets.layout().entry(key, entry));
  }

  private static Side side(ObjectReader store, String bucket, ObjectKey name, boolean read) {
    try {
      return read ? read(store, bucket, name) : look(store, bucket, name);
    } catch (StoreException e) {
      return absent(bucket, name, e.getMessage());
    }
  }

  private static Side look(ObjectReader store, String bucket, ObjectKey name) {
    return switch (store.head(name)) {
      case ObjectReader.Look.Absent() -> absent(bucket, name, null);
      case ObjectReader.Look.Found(ObjectInfo info) -> found(bucket, info, null);
    };
  }

  private static Side read(ObjectReader store, String bucket, ObjectKey name) {
    try (ObjectReader.Read read = store.get(name, null)) {
      return switch (read) {
        case ObjectReader.Read.Absent _ -> absent(bucket, name, null);
        case ObjectReader.Read.NotModified _ ->
            absent(bucket, name, "the store says 304 although nothing was said to be known");
        case ObjectReader.Read.Found found -> found(bucket, found.info(), hash(found.body()));
      };
    } catch (IOException e) {
      return absent(bucket, name, "reading it broke off: " + e.getMessage());
    }
  }

  private static Sha256 hash(InputStream body) throws IOException {
    MessageDigest sha256 = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      sha256.update(buffer, 0, n);
    }
    return Sha256.of(sha256.digest());
  }

  private static Side absent(String bucket, ObjectKey name, @Nullable String trouble) {
    return new Side(bucket, name.value(), false, null, null, null, null, null, trouble);
  }

  private static Side found(String bucket, ObjectInfo info, @Nullable Sha256 read) {
    Sha256 kept = info.sha256();
    return new Side(
        bucket,
        info.key().value(),
        true,
        info.size(),
        info.etag().value(),
        info.lastModified(),
        kept == null ? null : kept.hex(),
        read == null ? null : read.hex(),
        null);
  }
}
