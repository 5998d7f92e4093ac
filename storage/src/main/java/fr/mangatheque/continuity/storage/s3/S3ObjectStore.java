package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.StoreFault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket behind an S3 endpoint. Each call is one request (but multipart uploads, and writes to
 * stores that ignore conditions) and is never repeated. Virtual threads may be interrupted in it:
 * the connection is dropped and {@link StoreFault#UNREACHABLE} thrown. Thread-safe.
 */
public final class S3ObjectStore implements ObjectStore {
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;
  private static final Map<String, String> ASKED = Map.of("x-amz-checksum-mode", "ENABLED");

  private final S3Bucket bucket;
  private final EndpointTraits traits;
  private final S3Writer writer;

  private S3ObjectStore(S3Bucket bucket, EndpointTraits traits) {
    this.bucket = bucket;
    this.traits = traits;
    this.writer = new S3Writer(bucket, traits, this::head);
  }

  /**
   * Connects when it is first used. Nothing is assumed of the endpoint: see {@link #obeying}.
   *
   * @param clock for answers without a Date
   */
  public static S3ObjectStore open(S3Settings settings, InstantSource clock) {
    return new S3ObjectStore(S3Bucket.open(settings, clock), EndpointTraits.UNPROVEN);
  }

  /** The same bucket over the same connections, written to as {@code proven} allows. */
  public S3ObjectStore obeying(EndpointTraits proven) {
    return new S3ObjectStore(bucket, proven);
  }

  @Override
  public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
    String what = bucket.name("GET", key);
    ObjectRequests.Answer answer;
    try {
      answer =
          bucket
              .objects()
              .get(key, unlessMatching == null ? ASKED : asked(unlessMatching.quoted()));
    } catch (RuntimeException e) {
      return withoutContent(what, e);
    }
    try {
      ObjectInfo info = S3Headers.info(what, key, answer.head(), bucket.clock());
      MeasuredBody body = new MeasuredBody(what, answer.body(), info.size());
      return new Read.Found(info, body, body::close);
    } catch (RuntimeException e) {
      answer.body().abort();
      throw e;
    }
  }

  private static Map<String, String> asked(String unlessMatching) {
    Map<String, String> headers = new HashMap<>(ASKED);
    headers.put("if-none-match", unlessMatching);
    return headers;
  }

  private Read withoutContent(String what, RuntimeException failure) {
    if (failure instanceof S3Exception e) {
      Instant date = S3Faults.date(e, bucket.clock());
      if (e.statusCode() == NOT_MODIFIED) {
        return new Read.NotModified(
            S3Faults.header(e, "Last-Modified").flatMap(HttpDate::parse).orElse(null), date);
      }
      if (e.statusCode() == NOT_FOUND && S3Faults.code(e).equals("NoSuchKey")) {
        return new Read.Absent(date);
      }
    }
    throw bucket.fault(what, failure);
  }

  @Override
  public Look head(ObjectKey key) {
    String what = bucket.name("HEAD", key);
    try {
      return new Look.Found(
          S3Headers.info(what, key, bucket.objects().head(key, ASKED), bucket.clock()));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return new Look.Absent();
      }
      throw bucket.fault(what, e);
    } catch (RuntimeException e) {
      throw bucket.fault(what, e);
    }
  }

  @Override
  public ListPage list(ListQuery query) {
    String what = "LIST of " + query.prefix() + "… in bucket " + bucket.bucket();
    boolean first = query.continuation() == null;
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(bucket.bucket())
            .prefix(query.prefix().isEmpty() ? null : query.prefix())
            .startAfter(first ? query.startAfter() : null)
            .continuationToken(query.continuation())
            .maxKeys(query.limit())
            // XML cannot hold every key
            .encodingType(EncodingType.URL)
            .build();
    try {
      return page(what, bucket.client().listObjectsV2(request));
    } catch (RuntimeException e) {
      throw bucket.fault(what, e);
    }
  }

  /** An answer that does not say whether more follows may be no listing at all. */
  private static ListPage page(String what, ListObjectsV2Response response) {
    boolean more = S3Headers.required(what, response.isTruncated(), "IsTruncated");
    List<ListedObject> objects = new ArrayList<>(response.contents().size());
    List<String> unusable = new ArrayList<>();
    for (S3Object object : response.contents()) {
      String name = S3Headers.required(what, object.key(), "Key");
      key(name)
          .ifPresentOrElse(key -> objects.add(listed(what, key, object)), () -> unusable.add(name));
    }
    return new ListPage(
        objects,
        more
            ? S3Headers.required(what, response.nextContinuationToken(), "NextContinuationToken")
            : null,
        response
            .sdkHttpResponse()
            .firstMatchingHeader("Date")
            .flatMap(HttpDate::parse)
            .orElse(null),
        unusable);
  }

  private static Optional<ObjectKey> key(String name) {
    try {
      return Optional.of(new ObjectKey(name));
    } catch (IllegalArgumentException _) {
      // not every store keeps to what S3 calls a key
      return Optional.empty();
    }
  }

  private static ListedObject listed(String what, ObjectKey key, S3Object object) {
    return new ListedObject(
        key,
        S3Headers.required(what, object.size(), "Size"),
        S3Headers.etag(what, object.eTag()),
        S3Headers.required(what, object.lastModified(), "LastModified"));
  }

  @Override
  public Creation create(ObjectKey key, Content content, ObjectHeaders headers) {
    return writer.create(key, content, headers);
  }

  @Override
  public EndpointTraits traits() {
    return traits;
  }

  S3Bucket bucket() {
    return bucket;
  }

  S3Writer writer() {
    return writer;
  }

  /** Closes the connections, those of {@link #obeying} included. */
  @Override
  public void close() {
    bucket.close();
  }
}
