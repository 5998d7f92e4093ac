package fr.mangatheque.continuity.producer.form;

import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A CloudEvent all of which is JSON: its attributes, and {@code data} or {@code data_base64}. */
final class StructuredCloudEvent {
  private static final String DATA = "data";
  private static final String BASE64 = "data_base64";

  private StructuredCloudEvent() {}

  static void read(Collected events, Item item, Json event) {
    item.object("", event, Set.of(DATA)).ifPresent(part -> read(events, item, part));
  }

  private static void read(Collected events, Item item, Part event) {
    Attributes attributes = new JsonAttributes(event);
    boolean json =
        attributes.find("datacontenttype").map(MediaType::parse).stream()
            .allMatch(MediaType::mayBeJson);
    if (event.has(DATA) && event.has(BASE64)) {
      event.fault(BASE64, "there is 'data' beside it: give one of them");
    }
    if (event.has(DATA) || !event.has(BASE64)) {
      Json data = json ? event.value(DATA) : null;
      CloudEvent.read(events, item, attributes, data, event.to(DATA));
    } else {
      Json data = json ? decoded(event) : null;
      CloudEvent.read(events, item, attributes, data, event.to(BASE64));
    }
  }

  private static @Nullable Json decoded(Part event) {
    return event
        .text(BASE64, StructuredCloudEvent::bytes)
        .map(JsonText::read)
        .map(
            outcome ->
                switch (outcome) {
                  case JsonText.Read(Json value) -> value;
                  case JsonText.Broken(Fault fault) -> {
                    event.fault(BASE64, fault.detail());
                    yield null;
                  }
                })
        .orElse(null);
  }

  private static Field<byte[]> bytes(String text) {
    try {
      return new Field.Good<>(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return new Field.Bad<>("this is not base64: " + Words.quote(text));
    }
  }
}
