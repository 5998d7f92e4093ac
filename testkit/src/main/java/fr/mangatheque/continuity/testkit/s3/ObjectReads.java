package fr.mangatheque.continuity.testkit.s3;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** GET and HEAD of an object. */
final class ObjectReads {
  private static final Map<String, String> OVERRIDES =
      Map.of(
          "response-content-type", "content-type",
          "response-content-language", "content-language",
          "response-expires", "expires",
          "response-cache-control", "cache-control",
          "response-content-disposition", "content-disposition",
          "response-content-encoding", "content-encoding");

  private final Buckets buckets;

  ObjectReads(Buckets buckets) {
    this.buckets = buckets;
  }

  Response read(S3Request request, Caller caller) {
    StoredObject object = find(buckets.require(request.bucket()), request.objectKey(), caller);
    Headers headers = request.headers();
    if (fails(headers, object)) {
      throw S3Error.of(ErrorCode.PRECONDITION_FAILED);
    }
    if (isKnown(headers, object)) {
      return described(Response.of(304), object);
    }
    String asked = headers.get("range");
    Optional<ByteRange> range =
        asked == null ? Optional.empty() : ByteRange.of(asked, object.size());
    Response response = described(Response.of(range.isPresent() ? 206 : 200), object);
    response.headers(object.headers()).header("Accept-Ranges", "bytes");
    OVERRIDES.forEach(
        (parameter, header) -> {
          String value = request.query().get(parameter);
          if (value != null) {
            response.header(header, value);
          }
        });
    if (range.isPresent()) {
      ByteRange part = range.get();
      return response
          .header("Content-Range", part.contentRange(object.size()))
          .body(object.content(), part.offset(), part.length());
    }
    StoredChecksum checksum = object.storedChecksum();
    if (checksum != null && "ENABLED".equalsIgnoreCase(headers.get("x-amz-checksum-mode"))) {
      response.header(checksum.algorithm().header(), checksum.value());
      response.header("x-amz-checksum-type", checksum.type());
    }
    return response.body(object.content(), 0, object.size());
  }

  /** Tells nothing of what is missing to those who may not list, as S3 does. */
  static StoredObject find(Bucket bucket, String key, Caller caller) {
    return bucket
        .object(key)
        .orElseThrow(
            () ->
                caller.credential().may(Right.LIST)
                    ? S3Error.of(
                        ErrorCode.NO_SUCH_KEY, ErrorCode.NO_SUCH_KEY.message(), Map.of("Key", key))
                    : S3Error.of(ErrorCode.ACCESS_DENIED));
  }

  private static Response described(Response response, StoredObject object) {
    return response
        .header("ETag", object.etag())
        .header("Last-Modified", HttpDates.http(object.lastModified()));
  }

  private static boolean fails(Headers headers, StoredObject object) {
    String match = headers.get("if-match");
    if (match != null) {
      return !ETags.anySame(match, object.etag());
    }
    return date(headers, "if-unmodified-since").filter(object.lastModified()::isAfter).isPresent();
  }

  private static boolean isKnown(Headers headers, StoredObject object) {
    String known = headers.get("if-none-match");
    if (known != null) {
      return ETags.anySame(known, object.etag());
    }
    return date(headers, "if-modified-since")
        .filter(since -> !object.lastModified().isAfter(since))
        .isPresent();
  }

  private static Optional<Instant> date(Headers headers, String name) {
    String value = headers.get(name);
    return value == null ? Optional.empty() : HttpDates.parseHttp(value);
  }
}
