package fr.mangatheque.continuity.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store says of an object.
 *
 * @param size bytes, as the store says
 * @param lastModified by the store's clock, whole seconds
 * @param sha256 of the whole content, as the store keeps it; null if it keeps none (a composite of
 *     parts is none)
 * @param date the Date header of the answer: the store's clock
 */
public record ObjectInfo(
    ObjectKey key,
    long size,
    ETag etag,
    Instant lastModified,
    ObjectHeaders headers,
    @Nullable Sha256 sha256,
    Instant date) {
  public ObjectInfo {
    if (size < 0) {
      throw new IllegalArgumentException("an object's size is not negative: " + size);
    }
  }
}
