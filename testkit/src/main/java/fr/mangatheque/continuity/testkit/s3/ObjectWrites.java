package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PUT, COPY and DELETE of an object. */
final class ObjectWrites {
  private final Buckets buckets;
  private final Integrity integrity;
  private final Set<Quirk> quirks;
  private final ServerClock clock;

  ObjectWrites(Buckets buckets, Integrity integrity, Set<Quirk> quirks, ServerClock clock) {
    this.buckets = buckets;
    this.integrity = integrity;
    this.quirks = quirks;
    this.clock = clock;
  }

  Response put(S3Request request, Caller caller, Plan plan) throws IOException {
    Bucket bucket = buckets.require(request.bucket());
    String key = request.objectKey();
    integrity.refuse(request);
    WriteCondition condition = condition(request, plan);
    Map<String, String> headers = ObjectHeaders.of(request.headers());
    Payload payload = Payload.read(request, caller);
    integrity.checkMd5(request, payload);
    StoredChecksum checksum = integrity.checkChecksum(request, payload);
    var object =
        new StoredObject(payload.content(), etag(payload), clock.instant(), headers, checksum);
    store(bucket, key, object, condition, plan);
    return withChecksum(Response.of(200).header("ETag", object.etag()), checksum);
  }

  Response copy(S3Request request, Caller caller, Plan plan) {
    Bucket bucket = buckets.require(request.bucket());
    String key = request.objectKey();
    caller.require(Right.READ);
    WriteCondition condition = condition(request, plan);
    StoredObject from = source(request, caller);
    boolean replace = "REPLACE".equalsIgnoreCase(request.header("x-amz-metadata-directive"));
    Map<String, String> headers = replace ? ObjectHeaders.of(request.headers()) : from.headers();
    String etag =
        quirks.contains(Quirk.OPAQUE_ETAGS)
            ? ETags.opaque()
            : ETags.ofMd5(Digests.md5(from.bytes()));
    var object =
        new StoredObject(from.content(), etag, clock.instant(), headers, from.storedChecksum());
    store(bucket, key, object, condition, plan);
    return Response.xml(
        200,
        XmlText.root("CopyObjectResult")
            .element("LastModified", HttpDates.iso(object.lastModified()))
            .element("ETag", object.etag())
            .end());
  }

  Response delete(S3Request request, Plan plan) {
    Bucket bucket = buckets.require(request.bucket());
    if (!plan.has(Effect.KeepNothing.class)) {
      bucket.remove(request.objectKey());
    }
    return Response.of(204);
  }

  /** Removes many at once, each with its own outcome. */
  Response deleteMany(S3Request request, Caller caller, Plan plan) throws IOException {
    Bucket bucket = buckets.require(request.bucket());
    Payload payload = Payload.read(request, caller);
    integrity.requireAny(request);
    integrity.checkMd5(request, payload);
    integrity.checkChecksum(request, payload);
    XmlReader.Document document = XmlReader.read(payload.bytes(), "Delete", "Object");
    if (document.records().isEmpty() || document.records().size() > 1000) {
      throw S3Error.of(ErrorCode.MALFORMED_XML);
    }
    boolean quiet = Boolean.parseBoolean(document.values().get("Quiet"));
    XmlText xml = XmlText.root("DeleteResult");
    for (Map<String, String> object : document.records()) {
      String key = object.get("Key");
      if (key == null || key.isEmpty()) {
        throw S3Error.of(ErrorCode.MALFORMED_XML);
      }
      if (!plan.has(Effect.KeepNothing.class)) {
        bucket.remove(key);
      }
      if (!quiet) {
        xml.open("Deleted").element("Key", key).close();
      }
    }
    return Response.xml(200, xml.end());
  }

  /** Writes if the condition holds, and as the faults would have it. */
  static void store(
      Bucket bucket, String key, StoredObject object, WriteCondition condition, Plan plan) {
    if (plan.has(Effect.KeepNothing.class)) {
      condition.check(bucket.object(key).orElse(null));
    } else {
      bucket.write(key, plan.stored(object), condition);
    }
  }

  /** The condition of a write, unless the store, or a fault, takes no notice of it. */
  WriteCondition condition(S3Request request, Plan plan) {
    return quirks.contains(Quirk.IGNORES_WRITE_CONDITIONS)
            || plan.has(Effect.IgnoreConditions.class)
        ? new WriteCondition.None()
        : WriteCondition.of(request.headers());
  }

  static Response withChecksum(Response response, @Nullable StoredChecksum checksum) {
    if (checksum != null) {
      response.header(checksum.algorithm().header(), checksum.value());
      response.header("x-amz-checksum-type", checksum.type());
    }
    return response;
  }

  private String etag(Payload payload) {
    return quirks.contains(Quirk.OPAQUE_ETAGS) ? ETags.opaque() : ETags.ofMd5(payload.md5());
  }

  private StoredObject source(S3Request request, Caller caller) {
    String raw = String.valueOf(request.header("x-amz-copy-source"));
    String source = UriText.decode(raw.startsWith("/") ? raw.substring(1) : raw, false);
    int slash = source.indexOf('/');
    if (slash < 1) {
      throw S3Error.of(ErrorCode.INVALID_ARGUMENT, "Invalid copy source object key");
    }
    Bucket bucket = buckets.require(source.substring(0, slash));
    StoredObject object = ObjectReads.find(bucket, source.substring(slash + 1), caller);
    String match = request.header("x-amz-copy-source-if-match");
    String noneMatch = request.header("x-amz-copy-source-if-none-match");
    if ((match != null && !ETags.anySame(match, object.etag()))
        || (noneMatch != null && ETags.anySame(noneMatch, object.etag()))) {
      throw S3Error.of(ErrorCode.PRECONDITION_FAILED);
    }
    return object;
  }
}
