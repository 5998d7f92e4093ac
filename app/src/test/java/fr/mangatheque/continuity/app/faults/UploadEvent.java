package fr.mangatheque.continuity.app.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the application says of an object, right or wrong.
 *
 * @param occurredAt null for now
 */
record UploadEvent(
    String key,
    boolean removed,
    @Nullable String etag,
    @Nullable Long size,
    @Nullable Instant occurredAt) {

  static UploadEvent created(String key) {
    return new UploadEvent(key, false, null, null, null);
  }

  static UploadEvent removed(String key) {
    return new UploadEvent(key, true, null, null, null);
  }

  ObjectNode json(ObjectMapper mapper) {
    ObjectNode event = mapper.createObjectNode();
    event.put("source", FaultSite.SOURCE);
    event.put("key", key);
    event.put("action", removed ? "removed" : "created");
    if (etag != null) {
      event.put("etag", etag);
    }
    if (size != null) {
      event.put("size", size);
    }
    if (occurredAt != null) {
      event.put("occurredAt", occurredAt.toString());
    }
    return event;
  }
}
