package fr.mangatheque.continuity.producer.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.Endpoint;
import fr.mangatheque.continuity.producer.http.Json;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /health/…}: 200 if all that is asked is up, else 503; and what each has to say. */
final class HealthEndpoint implements Endpoint {
  private final Supplier<Map<String, Health>> checks;

  HealthEndpoint(Supplier<Map<String, Health>> checks) {
    this.checks = checks;
  }

  /** Up as long as it answers. */
  static HealthEndpoint live() {
    return new HealthEndpoint(Map::of);
  }

  @Override
  public String methods() {
    return "GET, HEAD";
  }

  @Override
  public Answer answer(ServerRequest request) {
    Map<String, Health> all = checks.get();
    boolean up = all.values().stream().allMatch(HealthEndpoint::isUp);
    byte[] body = Json.write(json -> write(up, all, json));
    return Answer.of(up ? 200 : 503, Answer.JSON, body).with("Cache-Control", "no-store");
  }

  private static void write(boolean up, Map<String, Health> all, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("status", status(up));
    json.writeArrayFieldStart("checks");
    for (Map.Entry<String, Health> check : all.entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", check.getKey());
      json.writeStringField("status", status(isUp(check.getValue())));
      json.writeStringField("detail", check.getValue().words());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String status(boolean up) {
    return up ? "up" : "down";
  }

  private static boolean isUp(Health health) {
    return switch (health) {
      case Health.Up _ -> true;
      case Health.Down _ -> false;
    };
  }
}
