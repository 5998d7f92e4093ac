package fr.mangatheque.continuity.producer.http;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.mangatheque.continuity.producer.form.Fault;
import io.helidon.http.Status;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that helps: what happened and what the sender can do.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
public record Problem(
    int status, String detail, List<Fault> faults, Map<String, List<String>> headers) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    faults = List.copyOf(faults);
    headers = Map.copyOf(headers);
  }

  public static Problem of(int status, String detail) {
    return new Problem(status, detail, List.of(), Map.of());
  }

  public Problem with(String header, String... values) {
    return new Problem(status, detail, faults, Map.of(header, List.of(values)));
  }

  public Answer answer() {
    return new Answer(status, MEDIA_TYPE, Json.write(this::write), headers);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", Status.create(status).reasonPhrase());
    json.writeNumberField("status", status);
    json.writeStringField("detail", detail);
    if (!faults.isEmpty()) {
      json.writeArrayFieldStart("errors");
      for (Fault fault : faults) {
        write(fault, json);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void write(Fault fault, JsonGenerator json) throws IOException {
    json.writeStartObject();
    @Nullable Integer index = fault.index();
    if (index != null) {
      json.writeNumberField("index", index);
    }
    json.writeStringField("pointer", fault.pointer());
    json.writeStringField("detail", fault.detail());
    json.writeEndObject();
  }
}
