package fr.mangatheque.continuity.storage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store keeps beside the content and gives back with it.
 *
 * @param userMetadata the names without their {@code x-amz-meta-}, in lower case
 */
public record ObjectHeaders(
    @Nullable String contentType,
    @Nullable String cacheControl,
    @Nullable String contentDisposition,
    @Nullable String contentEncoding,
    @Nullable String contentLanguage,
    @Nullable String expires,
    Map<String, String> userMetadata) {
  public static final ObjectHeaders NONE =
      new ObjectHeaders(null, null, null, null, null, null, Map.of());

  public ObjectHeaders {
    userMetadata = Map.copyOf(userMetadata);
  }

  public ObjectHeaders withUserMetadata(Map<String, String> metadata) {
    return new ObjectHeaders(
        contentType,
        cacheControl,
        contentDisposition,
        contentEncoding,
        contentLanguage,
        expires,
        metadata);
  }
}
