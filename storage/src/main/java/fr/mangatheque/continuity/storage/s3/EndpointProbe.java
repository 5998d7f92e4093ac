package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.Md5;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Finds out what a backup's endpoint does, by asking it: six small objects at most, always the same
 * ones, written under a prefix of their own and never deleted. Later starts find them and come to
 * the same result; where a store once took what it should have refused, the object stands and says
 * so.
 */
public final class EndpointProbe {
  private static final int PRECONDITION_FAILED = 412;
  private static final int FORBIDDEN = 403;
  private static final Content CONTENT =
      Content.of(
          "Written by Continuity to learn what this store does.\n"
              .getBytes(StandardCharsets.UTF_8));
  private static final Sha256 WRONG_SHA256 = Sha256.of(Digests.sha256().digest(new byte[] {1}));
  private static final Md5 WRONG_MD5 = Md5.of(Digests.md5().digest(new byte[] {1}));

  private final S3Bucket bucket;
  private final String prefix;

  private enum Answer {
    STORED,
    EXISTS,
    REFUSED
  }

  private EndpointProbe(S3Bucket bucket, String prefix) {
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /**
   * Asks the endpoint of {@code store}.
   *
   * @param prefix reserved for this: {@code <prefix>probe/}
   * @throws StoreException if the endpoint cannot be asked, or may not be written to
   */
  public static EndpointTraits run(S3ObjectStore store, String prefix) {
    return new EndpointProbe(store.bucket(), prefix).traits();
  }

  private EndpointTraits traits() {
    boolean conditional = honoursConditions();
    boolean sha256 =
        put("sha256-right", conditional, r -> r.checksumSHA256(CONTENT.sha256().base64()))
                != Answer.REFUSED
            && put("sha256-wrong", conditional, r -> r.checksumSHA256(WRONG_SHA256.base64()))
                == Answer.REFUSED;
    boolean md5 =
        put("md5-right", conditional, r -> r.contentMD5(CONTENT.md5().base64())) != Answer.REFUSED
            && put("md5-wrong", conditional, r -> r.contentMD5(WRONG_MD5.base64()))
                == Answer.REFUSED;
    return new EndpointTraits(
        conditional, conditional && honoursConditionsOfUploads(), sha256, md5, clockSkew());
  }

  /** Content-MD5 goes with it: buckets under object lock want a checksum of any kind. */
  private boolean honoursConditions() {
    Consumer<PutObjectRequest.Builder> plain = r -> r.contentMD5(CONTENT.md5().base64());
    return switch (put("conditional", true, plain)) {
      case EXISTS -> true;
      case REFUSED -> false;
      case STORED -> put("conditional", true, plain) == Answer.EXISTS;
    };
  }

  private Answer put(
      String name, boolean conditional, Consumer<PutObjectRequest.Builder> checksum) {
    ObjectKey key = new ObjectKey(prefix + name);
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(bucket.bucket()).key(key.value());
    if (conditional) {
      request.ifNoneMatch("*");
    }
    checksum.accept(request);
    return answer(
        "probing PUT",
        key,
        () ->
            bucket.client().putObject(request.build(), S3Bucket.body(CONTENT, 0, CONTENT.size())));
  }

  private boolean honoursConditionsOfUploads() {
    return switch (upload()) {
      case EXISTS -> true;
      case REFUSED -> false;
      case STORED -> upload() == Answer.EXISTS;
    };
  }

  private Answer upload() {
    ObjectKey key = new ObjectKey(prefix + "conditional-completion");
    return answer("probing PUT in parts", key, () -> sendOnePart(key.value()));
  }

  private void sendOnePart(String key) {
    String name = bucket.bucket();
    String id = bucket.client().createMultipartUpload(r -> r.bucket(name).key(key)).uploadId();
    try {
      String etag =
          bucket
              .client()
              .uploadPart(
                  r -> r.bucket(name).key(key).uploadId(id).partNumber(1),
                  RequestBody.fromString("A part.\n"))
              .eTag();
      CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
      bucket
          .client()
          .completeMultipartUpload(
              r ->
                  r.bucket(name)
                      .key(key)
                      .uploadId(id)
                      .ifNoneMatch("*")
                      .multipartUpload(u -> u.parts(part)));
    } catch (RuntimeException e) {
      abort(key, id, e);
      throw e;
    }
  }

  private void abort(String key, String id, RuntimeException failure) {
    try {
      bucket.client().abortMultipartUpload(r -> r.bucket(bucket.bucket()).key(key).uploadId(id));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** A refusal is an answer; that we may not ask, or that the store fails, is none. */
  private Answer answer(String operation, ObjectKey key, Runnable request) {
    try {
      request.run();
      return Answer.STORED;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        return Answer.EXISTS;
      }
      RuntimeException fault = bucket.fault(bucket.name(operation, key), e);
      boolean refused =
          fault instanceof StoreException f
              && e.statusCode() != FORBIDDEN
              && switch (f.fault()) {
                case REFUSED, CORRUPT -> true;
                case ACCESS_DENIED,
                    NO_SUCH_BUCKET,
                    QUOTA_EXCEEDED,
                    CLOCK_SKEW,
                    THROTTLED,
                    SERVER_ERROR,
                    UNREACHABLE,
                    TIMEOUT,
                    CUT_SHORT,
                    LENGTH_UNKNOWN,
                    PROTOCOL ->
                    false;
              };
      if (refused) {
        return Answer.REFUSED;
      }
      throw fault;
    } catch (RuntimeException e) {
      throw bucket.fault(bucket.name(operation, key), e);
    }
  }

  /** Dates have whole seconds: the middle of one is the best guess. */
  private Duration clockSkew() {
    ObjectKey key = new ObjectKey(prefix + "conditional");
    Instant before = bucket.clock().instant();
    Instant date = date(key);
    Duration tookHalf = Duration.between(before, bucket.clock().instant()).dividedBy(2);
    return Duration.between(before.plus(tookHalf), date.plusMillis(500));
  }

  private Instant date(ObjectKey key) {
    try {
      return S3Headers.date(
          bucket
              .client()
              .headObject(r -> r.bucket(bucket.bucket()).key(key.value()))
              .sdkHttpResponse(),
          bucket.clock());
    } catch (NoSuchKeyException e) {
      return S3Faults.date(e, bucket.clock());
    } catch (RuntimeException e) {
      throw bucket.fault(bucket.name("probing HEAD", key), e);
    }
  }
}
