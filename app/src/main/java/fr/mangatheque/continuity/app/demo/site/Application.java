package fr.mangatheque.continuity.app.demo.site;

import fr.mangatheque.continuity.app.demo.endpoint.BucketAccess;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The manga library's own application: it keeps images in its bucket, and says so. What it does is
 * journaled. Thread-safe.
 */
public final class Application implements AutoCloseable {
  private final BucketAccess source;
  private final S3Client store;
  private final UploadJournal journal;
  private final InstantSource clock;

  public Application(BucketAccess source, UploadJournal journal, InstantSource clock) {
    this.source = source;
    this.store = source.client();
    this.journal = journal;
    this.clock = clock;
  }

  /** Uploads, and tells nobody yet. */
  public Upload upload(String key, String contentType, byte[] content) {
    String sha256 = sha256(content);
    String etag =
        store
            .putObject(
                put -> put.bucket(source.bucket()).key(key).contentType(contentType),
                RequestBody.fromBytes(content))
            .eTag();
    Upload upload =
        new Upload(
            key,
            sha256,
            content.length,
            etag.replace("\"", ""),
            contentType,
            clock.instant(),
            System.nanoTime());
    journal.uploaded(upload);
    return upload;
  }

  /** Removes, and tells nobody yet. */
  public Instant remove(String key) {
    store.deleteObject(delete -> delete.bucket(source.bucket()).key(key));
    Instant at = clock.instant();
    journal.removed(key, at);
    return at;
  }

  /** Removes what nobody wanted removed: the journal still has it. */
  public Instant mislay(String key) {
    store.deleteObject(delete -> delete.bucket(source.bucket()).key(key));
    return clock.instant();
  }

  /**
   * Puts back what was mislaid.
   *
   * @param content the bytes it had
   */
  public Upload putBack(Upload mislaid, byte[] content) {
    if (!sha256(content).equals(mislaid.sha256())) {
      throw new IllegalArgumentException("not what was uploaded as " + mislaid.key());
    }
    String etag =
        store
            .putObject(
                put ->
                    put.bucket(source.bucket())
                        .key(mislaid.key())
                        .contentType(mislaid.contentType()),
                RequestBody.fromBytes(content))
            .eTag();
    return new Upload(
        mislaid.key(),
        mislaid.sha256(),
        mislaid.size(),
        etag.replace("\"", ""),
        mislaid.contentType(),
        clock.instant(),
        System.nanoTime());
  }

  @Override
  public void close() {
    store.close();
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
