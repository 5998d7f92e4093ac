package fr.mangatheque.continuity.app.demo.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads what both sides hold, and compares. Thread-safe. */
final class Contents {
  private final S3Client source;
  private final String sourceBucket;
  private final S3Client backup;
  private final String backupBucket;

  Contents(S3Client source, String sourceBucket, S3Client backup, String backupBucket) {
    this.source = source;
    this.sourceBucket = sourceBucket;
    this.backup = backup;
    this.backupBucket = backupBucket;
  }

  /**
   * What reading a version brought.
   *
   * @param bytes read
   */
  record Finding(long bytes, List<String> mismatches) {}

  /** A version that should be what the source holds now. */
  Finding greatest(BackupEntry entry) {
    List<String> mismatches = new ArrayList<>();
    try (ResponseInputStream<GetObjectResponse> kept = open(backup, backupBucket, entry.name());
        ResponseInputStream<GetObjectResponse> held = open(source, sourceBucket, entry.key())) {
      ByteComparison.Outcome outcome = ByteComparison.both(kept, held);
      named(entry, outcome, mismatches);
      if (!outcome.equal()) {
        mismatches.add("not the bytes the source holds: " + entry.name());
      }
      String type = held.response().contentType();
      if (!Objects.equals(type, kept.response().contentType())) {
        mismatches.add("not of the source's type " + type + ": " + entry.name());
      }
      return new Finding(outcome.bytes(), mismatches);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + entry.name(), e);
    }
  }

  /** A version of the past. */
  Finding earlier(BackupEntry entry) {
    List<String> mismatches = new ArrayList<>();
    try (ResponseInputStream<GetObjectResponse> kept = open(backup, backupBucket, entry.name())) {
      ByteComparison.Outcome outcome = ByteComparison.one(kept);
      named(entry, outcome, mismatches);
      return new Finding(outcome.bytes(), mismatches);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + entry.name(), e);
    }
  }

  private static void named(
      BackupEntry entry, ByteComparison.Outcome outcome, List<String> mismatches) {
    if (!outcome.sha256().equals(entry.sha256())) {
      mismatches.add("not the bytes its name says: " + entry.name());
    }
  }

  private static ResponseInputStream<GetObjectResponse> open(
      S3Client store, String bucket, String name) {
    return store.getObject(get -> get.bucket(bucket).key(name));
  }
}
