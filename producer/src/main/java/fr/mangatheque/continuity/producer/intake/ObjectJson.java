package fr.mangatheque.continuity.producer.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.mangatheque.continuity.producer.http.Json;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an object stands, in JSON. What is not known or does not apply is left out. */
final class ObjectJson {
  private ObjectJson() {}

  static byte[] write(ObjectId object, ObjectView view) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("source", object.source());
          json.writeStringField("key", object.objectKey());
          json.writeStringField("state", view.state());
          instant("since", view.since(), json);
          if (view.version() != null) {
            version(view.version(), json);
          }
          if (view.pending() != null) {
            pending(view.pending(), json);
          }
          if (view.failing() != null) {
            json.writeFieldName("failing");
            trouble(view.failing(), json);
          }
          if (!view.doubts().isEmpty()) {
            json.writeArrayFieldStart("doubts");
            for (ObjectView.Trouble doubt : view.doubts()) {
              trouble(doubt, json);
            }
            json.writeEndArray();
          }
          json.writeEndObject();
        });
  }

  private static void version(ObjectView.Version version, JsonGenerator json) throws IOException {
    json.writeStringField("sha256", version.sha256());
    json.writeNumberField("size", version.size());
    if (version.etag() != null) {
      json.writeStringField("etag", version.etag());
    }
    instant("lastModified", version.lastModified(), json);
    json.writeStringField("version", version.name());
    instant("protectedSince", version.since(), json);
  }

  private static void pending(ObjectView.Pending pending, JsonGenerator json) throws IOException {
    instant("pendingSince", pending.since(), json);
    json.writeStringField("step", pending.step());
    json.writeNumberField("attempt", pending.attempt());
    instant("next", pending.next(), json);
  }

  private static void trouble(ObjectView.Trouble trouble, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("cause", trouble.cause());
    json.writeStringField("stage", trouble.stage());
    instant("since", trouble.since(), json);
    json.writeEndObject();
  }

  private static void instant(String name, @Nullable Instant instant, JsonGenerator json)
      throws IOException {
    if (instant != null) {
      json.writeStringField(name, instant.toString());
    }
  }
}
