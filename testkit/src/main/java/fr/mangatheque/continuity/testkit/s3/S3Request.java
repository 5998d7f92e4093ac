package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request in S3's terms, path style.
 *
 * @param path decoded, never normalised
 * @param bucket null for a request about all buckets
 * @param key null for a request about a bucket; as the client meant it, byte for byte
 */
record S3Request(
    RequestHead head,
    String path,
    @Nullable String bucket,
    @Nullable String key,
    Query query,
    Operation operation,
    RequestBody body) {
  private static final int LONGEST_KEY = 1024;

  static S3Request of(RequestHead head, RequestBody body) {
    String path = UriText.decode(head.path(), false);
    int slash = path.indexOf('/', 1);
    String bucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
    String key = slash < 0 ? "" : path.substring(slash + 1);
    Query query = Query.parse(head.query());
    return new S3Request(
        head,
        path,
        bucket.isEmpty() ? null : bucket,
        key.isEmpty() ? null : key,
        query,
        Operations.of(head, !bucket.isEmpty(), !key.isEmpty(), query),
        body);
  }

  FaultTarget target() {
    return new FaultTarget(operation, bucket == null ? "" : bucket, key == null ? "" : key);
  }

  Headers headers() {
    return head.headers();
  }

  @Nullable String header(String name) {
    return head.headers().get(name);
  }

  /** The key of an operation on an object; throws where S3 refuses it for its length. */
  String objectKey() {
    String name = String.valueOf(key);
    if (name.length() > LONGEST_KEY / 3 && name.getBytes(UTF_8).length > LONGEST_KEY) {
      throw S3Error.of(
          ErrorCode.KEY_TOO_LONG,
          ErrorCode.KEY_TOO_LONG.message(),
          Map.of("Size", "" + name.getBytes(UTF_8).length, "MaxSizeAllowed", "" + LONGEST_KEY));
    }
    return name;
  }
}
