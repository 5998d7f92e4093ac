package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectDeleter;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.ObjectReplacer;
import fr.mangatheque.continuity.storage.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes over and deletes objects of a bucket that is restored to. Whether it asks the endpoint to
 * compare tags, or compares them itself just before, depends on what the endpoint was proven to do.
 * Thread-safe.
 */
public final class S3Overwriting implements ObjectReplacer, ObjectDeleter {
  private static final Content CONTENT =
      Content.of(
          "Written by Continuity to learn what this store does.\n"
              .getBytes(StandardCharsets.UTF_8));
  private static final ETag OF_NOTHING = new ETag("0".repeat(32));
  private static final int BAD_REQUEST = 400;
  private static final int NOT_IMPLEMENTED = 501;

  private final S3ObjectStore store;
  private final boolean conditional;

  private S3Overwriting(S3ObjectStore store, boolean conditional) {
    this.store = store;
    this.conditional = conditional;
  }

  /**
   * Asks the endpoint whether it honours {@code If-Match} on PUT, with an object of its own that it
   * writes each time.
   *
   * @param store as {@link S3ObjectStore#obeying} what {@link EndpointProbe} found
   * @param prefix reserved for probing
   * @throws StoreException if the endpoint cannot be asked, or may not be written to
   */
  public static S3Overwriting probed(S3ObjectStore store, String prefix) {
    ObjectKey key = new ObjectKey(prefix + "overwritten");
    ETag current =
        switch (store.head(key)) {
          case Look.Found found -> found.info().etag();
          case Look.Absent _ -> written(store, key);
        };
    // wrong must be refused, and right must not
    boolean refuses = asks(store, key, OF_NOTHING) == Answer.REFUSED;
    boolean honours = refuses && asks(store, key, current) == Answer.WRITTEN;
    return new S3Overwriting(store, honours);
  }

  private enum Answer {
    WRITTEN,
    REFUSED,
    NOT_UNDERSTOOD
  }

  private static ETag written(S3ObjectStore store, ObjectKey key) {
    var _ = store.create(key, CONTENT, ObjectHeaders.NONE);
    return switch (store.head(key)) {
      case Look.Found found -> found.info().etag();
      case Look.Absent _ -> OF_NOTHING;
    };
  }

  private static Answer asks(S3ObjectStore store, ObjectKey key, ETag tag) {
    S3Bucket bucket = store.bucket();
    try {
      var _ =
          bucket
              .client()
              .putObject(
                  r ->
                      r.bucket(bucket.bucket())
                          .key(key.value())
                          .contentMD5(CONTENT.md5().base64())
                          .ifMatch(tag.quoted()),
                  S3Bucket.body(CONTENT, 0, CONTENT.size()));
      return Answer.WRITTEN;
    } catch (S3Exception e) {
      if (new WriteCondition.Tagged(tag).failedBy(e)) {
        return Answer.REFUSED;
      }
      if (e.statusCode() == BAD_REQUEST || e.statusCode() == NOT_IMPLEMENTED) {
        return Answer.NOT_UNDERSTOOD;
      }
      throw bucket.fault(bucket.name("probing PUT", key), e);
    } catch (RuntimeException e) {
      throw bucket.fault(bucket.name("probing PUT", key), e);
    }
  }

  /** Whether the endpoint itself compares tags. */
  public boolean isConditional() {
    return conditional;
  }

  @Override
  public Optional<ETag> replace(
      ObjectKey key, Content content, ObjectHeaders headers, ETag expected) {
    return store.writer().replace(key, content, headers, expected, conditional);
  }

  @Override
  public boolean delete(ObjectKey key, ETag expected) {
    if (!(store.head(key) instanceof Look.Found found)) {
      return true;
    }
    if (!found.info().etag().equals(expected)) {
      return false;
    }
    S3Bucket bucket = store.bucket();
    try {
      var _ = bucket.client().deleteObject(r -> r.bucket(bucket.bucket()).key(key.value()));
      return true;
    } catch (RuntimeException e) {
      throw bucket.fault(bucket.name("DELETE", key), e);
    }
  }
}
