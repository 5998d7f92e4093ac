package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectCreator.Creation;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Creates objects, and writes over known ones, in one request or in parts, as the endpoint's traits
 * allow.
 */
final class S3Writer {
  private final S3Bucket bucket;
  private final EndpointTraits traits;
  private final Function<ObjectKey, Look> head;

  S3Writer(S3Bucket bucket, EndpointTraits traits, Function<ObjectKey, Look> head) {
    this.bucket = bucket;
    this.traits = traits;
    this.head = head;
  }

  Creation create(ObjectKey key, Content content, ObjectHeaders headers) {
    boolean conditional =
        inParts(content) ? traits.conditionalCompletion() : traits.conditionalPut();
    if (!conditional) {
      content.beforeRequest(0);
      if (head.apply(key) instanceof Look.Found) {
        return new Creation.Exists();
      }
    }
    Optional<ETag> written =
        write(
            key,
            content,
            headers,
            conditional ? new WriteCondition.Free() : new WriteCondition.None());
    return written.<Creation>map(Creation.Created::new).orElseGet(Creation.Exists::new);
  }

  /**
   * Writes over an object that has this tag; empty if it has another, or is gone.
   *
   * @param conditional whether the endpoint was proven to see to that itself
   */
  Optional<ETag> replace(
      ObjectKey key, Content content, ObjectHeaders headers, ETag expected, boolean conditional) {
    // of completions it was not proven
    if (!conditional || inParts(content)) {
      content.beforeRequest(0);
      if (!(head.apply(key) instanceof Look.Found found) || !found.info().etag().equals(expected)) {
        return Optional.empty();
      }
    }
    return write(
        key,
        content,
        headers,
        conditional ? new WriteCondition.Tagged(expected) : new WriteCondition.None());
  }

  private boolean inParts(Content content) {
    return content.size() > bucket.settings().multipart().threshold();
  }

  /** The tag of what was written; empty if the condition did not hold. */
  private Optional<ETag> write(
      ObjectKey key, Content content, ObjectHeaders headers, WriteCondition condition) {
    String what = bucket.name("PUT", key);
    try {
      return Optional.of(
          inParts(content)
              ? new MultipartUpload(bucket, traits, key, content).run(headers, condition)
              : put(what, key, content, headers, condition));
    } catch (S3Exception e) {
      if (condition.failedBy(e)) {
        return Optional.empty();
      }
      throw bucket.fault(what, e);
    } catch (RuntimeException e) {
      throw bucket.fault(what, e);
    }
  }

  private ETag put(
      String what,
      ObjectKey key,
      Content content,
      ObjectHeaders headers,
      WriteCondition condition) {
    Map<String, String> request = new HashMap<>();
    request.put("content-type", S3Bucket.UNKNOWN_TYPE);
    S3Headers.apply(headers, request);
    condition.apply(request);
    if (traits.checksSha256()) {
      request.put(ObjectRequests.CHECKSUM, content.sha256().base64());
    } else if (traits.checksContentMd5()) {
      request.put("content-md5", content.md5().base64());
    }
    content.beforeRequest(content.size());
    SdkHttpResponse response = bucket.objects().put(key, request, content);
    return S3Headers.etag(what, response.firstMatchingHeader("ETag").orElse(null));
  }
}
