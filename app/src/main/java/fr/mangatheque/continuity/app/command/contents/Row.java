package fr.mangatheque.continuity.app.command.contents;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a listing, as scripts read it.
 *
 * @param state {@link #VERSION}, {@link #DELETED} or {@link #ERASED}
 * @param instant since when
 * @param current whether it is what the key is at the moment listed
 * @param bytes of content; null where there is none
 * @param sha256 the same
 * @param etag the source's; the same
 * @param repair which repaired copy it is; null of a first copy
 * @param storedAt when the backup received it
 */
@JsonPropertyOrder({"key", "state", "instant", "current", "bytes", "sha256", "etag", "repair"})
record Row(
    String key,
    String state,
    Instant instant,
    boolean current,
    @Nullable Long bytes,
    @Nullable String sha256,
    @Nullable String etag,
    @Nullable Integer repair,
    String entry,
    Instant storedAt) {
  static final String VERSION = "version";
  static final String DELETED = "deleted";
  static final String ERASED = "erased";
}
