package fr.mangatheque.continuity.app.demo.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plain events in CloudEvents' three envelopes. */
final class CloudEvents {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String TYPE = "fr.mangatheque.continuity.object.created";
  private static final String SOURCE = "/mangatheque/library";

  /** One a request, the envelope around the data. */
  List<Message> structured(List<Event> events) {
    return events.stream()
        .map(event -> Written.message("application/cloudevents+json", Map.of(), envelope(event)))
        .toList();
  }

  /** All in one request. */
  List<Message> batch(List<Event> events) {
    return List.of(
        Written.message(
            "application/cloudevents-batch+json",
            Map.of(),
            Written.array(events, CloudEvents::envelope)));
  }

  /** One a request, the envelope in its headers. */
  List<Message> binary(List<Event> events) {
    return events.stream().map(CloudEvents::inHeaders).toList();
  }

  private static ObjectNode envelope(Event event) {
    ObjectNode envelope = Written.object();
    envelope.put("specversion", "1.0");
    envelope.put("id", UUID.randomUUID().toString());
    envelope.put("type", TYPE);
    envelope.put("source", SOURCE);
    envelope.put("time", event.occurredAt());
    envelope.put("datacontenttype", "application/json");
    envelope.set("data", data(event));
    return envelope;
  }

  private static Message inHeaders(Event event) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ce-specversion", "1.0");
    headers.put("ce-id", UUID.randomUUID().toString());
    headers.put("ce-type", TYPE);
    headers.put("ce-source", SOURCE);
    headers.put("ce-time", event.occurredAt());
    return new Message("application/json", headers, data(event).toString().getBytes(UTF_8));
  }

  private static JsonNode data(Event event) {
    return JSON.valueToTree(event);
  }
}
