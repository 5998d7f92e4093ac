package fr.mangatheque.continuity.testkit.s3;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The headers of an upload that S3 keeps and gives back. */
final class ObjectHeaders {
  static final String DEFAULT_TYPE = "binary/octet-stream";
  private static final int METADATA_LIMIT = 2048;
  private static final Set<String> KEPT =
      Set.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires");

  private ObjectHeaders() {}

  /** Throws MetadataTooLarge above 2 KB of user metadata, names and values together. */
  static Map<String, String> of(Headers request) {
    var kept = new LinkedHashMap<String, String>();
    int[] size = {0};
    request.forEach(
        (name, value) -> {
          if (name.startsWith("x-amz-meta-")) {
            size[0] += name.length() - "x-amz-meta-".length() + value.length();
            kept.merge(name, value, (a, b) -> a + "," + b);
          } else if (KEPT.contains(name) && !value.isEmpty()) {
            kept.merge(name, value, (a, b) -> a + "," + b);
          }
        });
    if (size[0] > METADATA_LIMIT) {
      throw S3Error.of(
          ErrorCode.METADATA_TOO_LARGE,
          ErrorCode.METADATA_TOO_LARGE.message(),
          Map.of("Size", "" + size[0], "MaxSizeAllowed", "" + METADATA_LIMIT));
    }
    kept.computeIfPresent("content-encoding", (_, value) -> withoutAwsChunked(value));
    kept.putIfAbsent("content-type", DEFAULT_TYPE);
    return kept;
  }

  private static @Nullable String withoutAwsChunked(String encodings) {
    var left = new StringBuilder();
    for (String encoding : encodings.split(",", -1)) {
      String name = encoding.strip();
      if (!name.isEmpty() && !name.equals("aws-chunked")) {
        left.append(left.isEmpty() ? "" : ",").append(name);
      }
    }
    return left.isEmpty() ? null : left.toString();
  }
}
