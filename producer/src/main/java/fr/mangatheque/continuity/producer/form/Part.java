package fr.mangatheque.continuity.producer.form;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in an event. Whatever is wrong with the fields it is asked for becomes a fault of
 * the event; null is as good as absent.
 */
record Part(Item item, String pointer, Json.Obj object) {
  boolean has(String name) {
    return value(name) != null;
  }

  /** A field that must be there and hold an object. */
  Optional<Part> part(String name) {
    Json value = required(name);
    if (value instanceof Json.Obj inner) {
      return Optional.of(new Part(item, to(name), inner));
    }
    if (value != null) {
      fault(name, "this is an object, not " + value.kind());
    }
    return Optional.empty();
  }

  /** A field's object, if it holds one. */
  Optional<Part> inner(String name) {
    return value(name) instanceof Json.Obj inner
        ? Optional.of(new Part(item, to(name), inner))
        : Optional.empty();
  }

  /** A field that must be there and hold a string. */
  Optional<String> text(String name) {
    return text(name, Field.Good::new);
  }

  /** The same, as {@code rule} reads it. */
  <T> Optional<T> text(String name, Field.Rule<T> rule) {
    Json value = required(name);
    return value == null ? Optional.empty() : read(name, value, rule);
  }

  /** A field that need not be there. Some stores leave it empty instead. */
  <T> Optional<T> textIfAny(String name, Field.Rule<T> rule) {
    Json value = value(name);
    return value == null || value.equals(new Json.Str(""))
        ? Optional.empty()
        : read(name, value, rule);
  }

  /** A size in bytes that need not be there; some stores write it as a string. */
  Optional<Long> sizeIfAny(String name) {
    Json value = value(name);
    if (value == null || value.equals(new Json.Str(""))) {
      return Optional.empty();
    }
    return switch (value) {
      case Json.Num(String digits, boolean whole) when whole ->
          item.settle(to(name), Fields.size(digits));
      case Json.Str(String digits) -> item.settle(to(name), Fields.sizeAsText(digits));
      case Json.Num _, Json.Bool _, Json.Null _, Json.Arr _, Json.Obj _ -> {
        fault(name, "this is a whole number of bytes, not " + value.kind());
        yield Optional.empty();
      }
    };
  }

  /** A field's value; null if it is absent or null. */
  @Nullable Json value(String name) {
    Json value = object.fields().get(name);
    return value instanceof Json.Null ? null : value;
  }

  String to(String name) {
    return Pointers.to(pointer, name);
  }

  void fault(String name, String detail) {
    item.fault(to(name), detail);
  }

  private @Nullable Json required(String name) {
    Json value = value(name);
    if (value == null) {
      fault(name, "this field is required");
    }
    return value;
  }

  private <T> Optional<T> read(String name, Json value, Field.Rule<T> rule) {
    if (value instanceof Json.Str(String text)) {
      return item.settle(to(name), rule.read(text));
    }
    fault(name, "this is a string, not " + value.kind());
    return Optional.empty();
  }
}
