package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An object as the server holds it; it never changes, an overwrite makes another. */
public final class StoredObject {
  private static final String META = "x-amz-meta-";

  private final Content content;
  private final String etag;
  private final Instant lastModified;
  private final Map<String, String> headers;
  private final @Nullable StoredChecksum checksum;

  StoredObject(
      Content content,
      String etag,
      Instant lastModified,
      Map<String, String> headers,
      @Nullable StoredChecksum checksum) {
    this.content = content;
    this.etag = etag;
    this.lastModified = HttpDates.wholeSecond(lastModified);
    this.headers = headers;
    this.checksum = checksum;
  }

  /** A copy of its bytes. */
  public byte[] bytes() {
    return content.toBytes();
  }

  public long size() {
    return content.size();
  }

  /** As sent on the wire, quotes included. */
  public String etag() {
    return etag;
  }

  /** In whole seconds. */
  public Instant lastModified() {
    return lastModified;
  }

  /** A header kept with the object, such as {@code Content-Type}, in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The user metadata, names in lower case and without {@code x-amz-meta-}. */
  public Map<String, String> metadata() {
    var metadata = new TreeMap<String, String>();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(META)) {
            metadata.put(
                name.substring(META.length()), new String(value.getBytes(ISO_8859_1), UTF_8));
          }
        });
    return metadata;
  }

  /** The value kept of {@code x-amz-checksum-<algorithm>}, such as {@code sha256}. */
  public Optional<String> checksum(String algorithm) {
    return Optional.ofNullable(checksum)
        .filter(kept -> kept.algorithm().name().equalsIgnoreCase(algorithm))
        .map(StoredChecksum::value);
  }

  Content content() {
    return content;
  }

  Map<String, String> headers() {
    return headers;
  }

  @Nullable StoredChecksum storedChecksum() {
    return checksum;
  }

  StoredObject withContent(Content other) {
    return new StoredObject(other, etag, lastModified, headers, checksum);
  }

  StoredObject withLastModified(Instant other) {
    return new StoredObject(content, etag, other, headers, checksum);
  }

  StoredObject withHeaders(Map<String, String> others) {
    return new StoredObject(content, etag, lastModified, others, checksum);
  }
}
