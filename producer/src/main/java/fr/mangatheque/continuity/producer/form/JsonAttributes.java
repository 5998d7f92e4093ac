package fr.mangatheque.continuity.producer.form;

import java.util.Optional;

/**
 * Attributes as fields of a JSON object.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">
 *     JSON event format</a>
 */
record JsonAttributes(Part event) implements Attributes {
  @Override
  public boolean has(String name) {
    Json value = event.value(name);
    return value != null && !value.equals(new Json.Str(""));
  }

  @Override
  public Optional<String> find(String name) {
    return event.textIfAny(name, Field.Good::new);
  }

  @Override
  public void fault(String name, String detail) {
    event.fault(name, detail);
  }
}
