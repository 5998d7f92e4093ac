package fr.mangatheque.continuity.testkit.s3;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A multipart upload that was begun.
 *
 * @param initiated what the object will be dated, as S3 does
 * @param algorithm of the checksums its parts must bring; null when it was begun without
 * @param composite whether the object's checksum is made of its parts' or of its bytes
 */
record Upload(
    String id,
    String key,
    Instant initiated,
    Map<String, String> headers,
    @Nullable ChecksumAlgorithm algorithm,
    boolean composite,
    NavigableMap<Integer, Part> parts) {

  /**
   * Bytes that were uploaded as one part of the object.
   *
   * @param md5 in hex; the ETag says something else where ETags are opaque
   */
  record Part(
      Content content,
      String etag,
      String md5,
      @Nullable StoredChecksum checksum,
      Instant lastModified) {}

  /** A part with the same bytes, if there is one: a huge object of equal parts is held once. */
  Content shared(Content content) {
    return parts.values().stream()
        .map(Part::content)
        .filter(content::isAs)
        .findAny()
        .orElse(content);
  }

  static Upload begin(
      String id,
      String key,
      Instant initiated,
      Map<String, String> headers,
      @Nullable ChecksumAlgorithm algorithm,
      boolean composite) {
    return new Upload(
        id, key, initiated, headers, algorithm, composite, new ConcurrentSkipListMap<>());
  }
}
