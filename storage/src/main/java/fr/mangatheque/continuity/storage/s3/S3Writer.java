package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectCreator.Creation;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Creates objects in one request or in parts, as the endpoint's traits allow. */
final class S3Writer {
  private static final int PRECONDITION_FAILED = 412;

  private final S3Bucket bucket;
  private final EndpointTraits traits;
  private final Function<ObjectKey, Look> head;

  S3Writer(S3Bucket bucket, EndpointTraits traits, Function<ObjectKey, Look> head) {
    this.bucket = bucket;
    this.traits = traits;
    this.head = head;
  }

  Creation create(ObjectKey key, Content content, ObjectHeaders headers) {
    boolean inParts = content.size() > bucket.settings().multipart().threshold();
    boolean conditional = inParts ? traits.conditionalCompletion() : traits.conditionalPut();
    if (!conditional) {
      content.beforeRequest(0);
      if (head.apply(key) instanceof Look.Found) {
        return new Creation.Exists();
      }
    }
    String what = bucket.name("PUT", key);
    try {
      return inParts
          ? new MultipartUpload(bucket, traits, key, content).run(headers)
          : put(what, key, content, headers);
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        return new Creation.Exists();
      }
      throw bucket.fault(what, e);
    } catch (RuntimeException e) {
      throw bucket.fault(what, e);
    }
  }

  private Creation put(String what, ObjectKey key, Content content, ObjectHeaders headers) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(bucket.bucket()).key(key.value());
    S3Headers.apply(headers, request);
    if (traits.conditionalPut()) {
      request.ifNoneMatch("*");
    }
    if (traits.checksSha256()) {
      request.checksumSHA256(content.sha256().base64());
    } else if (traits.checksContentMd5()) {
      request.contentMD5(content.md5().base64());
    }
    request.overrideConfiguration(
        o -> {
          o.apiCallAttemptTimeout(bucket.settings().timeouts().sending(content.size()));
          if (headers.expires() != null) {
            o.putHeader("Expires", S3Headers.sent(headers.expires()));
          }
        });
    content.beforeRequest(content.size());
    PutObjectResponse response =
        bucket.client().putObject(request.build(), S3Bucket.body(content, 0, content.size()));
    return new Creation.Created(S3Headers.etag(what, response.eTag()));
  }
}
