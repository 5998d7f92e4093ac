package fr.mangatheque.continuity.producer.form;

import java.util.Optional;

/**
 * The attributes of a CloudEvent, wherever they are written. What is wrong with one becomes a fault
 * of the event.
 */
interface Attributes {
  /** Whether there is one of this name, right or wrong. */
  boolean has(String name);

  /** Its value; empty if it has none, or, with a fault, a wrong one. */
  Optional<String> find(String name);

  void fault(String name, String detail);

  /** The value of one that must be there. */
  default Optional<String> required(String name) {
    if (!has(name)) {
      fault(name, "this attribute is required");
    }
    return find(name);
  }

  /** The value as {@code rule} reads it. */
  default <T> Optional<T> find(String name, Field.Rule<T> rule) {
    return find(name)
        .flatMap(
            text ->
                switch (rule.read(text)) {
                  case Field.Good<T>(T value) -> Optional.of(value);
                  case Field.Bad<T>(String detail) -> {
                    fault(name, detail);
                    yield Optional.empty();
                  }
                });
  }
}
