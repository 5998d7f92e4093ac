package fr.mangatheque.continuity.app.demo.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an application tells of an object, as it is posted.
 *
 * @param action created or removed
 * @param occurredAt ISO 8601
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Event(
    String source,
    String key,
    String action,
    @Nullable String etag,
    @Nullable Long size,
    @Nullable String sha256,
    String occurredAt) {

  /** An honest account of an upload. */
  public static Event created(String source, Upload upload) {
    return new Event(
        source,
        upload.key(),
        "created",
        upload.etag(),
        upload.size(),
        upload.sha256(),
        upload.at().toString());
  }

  /** The object is gone, they say. */
  public static Event removed(String source, String key, Instant at) {
    return new Event(source, key, "removed", null, null, null, at.toString());
  }

  /** The same with another hash. */
  public Event announcing(String otherSha256) {
    return new Event(source, key, action, etag, size, otherSha256, occurredAt);
  }
}
