package fr.mangatheque.continuity.producer.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One event of the plain form, read from where a parser stands. */
final class PlainEvent {
  private final int index;
  private final JsonParser parser;
  private final Set<String> sources;
  private final List<Fault> faults = new ArrayList<>();

  /** Fields that were given a value, right or wrong. */
  private final Set<String> given = new HashSet<>();

  private @Nullable String source;
  private @Nullable String key;
  private @Nullable ChangeKind kind;
  private @Nullable String etag;
  private @Nullable Long size;
  private @Nullable String sha256;
  private @Nullable Instant occurredAt;

  PlainEvent(int index, JsonParser parser, Set<String> sources) {
    this.index = index;
    this.parser = parser;
    this.sources = sources;
  }

  /**
   * Reads the event, which begins at the current token, to its end. What is wrong with it joins
   * {@code all}, also if the JSON breaks off in the middle.
   */
  Optional<Hint> read(List<Fault> all) throws IOException {
    try {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        fault("", "an event is a JSON object, this is " + kindOf(parser.currentToken()));
        parser.skipChildren();
        return Optional.empty();
      }
      readFields();
      requireFields();
    } finally {
      all.addAll(faults);
    }
    if (!faults.isEmpty() || source == null || key == null || kind == null) {
      return Optional.empty();
    }
    return Optional.of(new Hint(new ObjectId(source, key), kind, etag, size, sha256, occurredAt));
  }

  private void readFields() throws IOException {
    Set<String> seen = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (!seen.add(name) && repeated.size() < Repeats.MOST && repeated.add(name)) {
        fault(Pointers.to("", name), Repeats.DETAIL);
      }
      readField(name);
    }
  }

  private void readField(String name) throws IOException {
    switch (name) {
      case "source" -> source = text(name, t -> Fields.source(t, sources));
      case "key" -> key = text(name, Fields::key);
      case "action" -> kind = text(name, Fields::action);
      case "etag" -> etag = text(name, Fields::etag);
      case "sha256" -> sha256 = text(name, Fields::sha256);
      case "occurredAt" -> occurredAt = text(name, Fields::occurredAt);
      case "size" -> size = wholeNumber(name);
      default -> parser.skipChildren();
    }
  }

  private void requireFields() {
    for (String name : List.of("source", "key", "action")) {
      if (!given.contains(name)) {
        fault("/" + name, "this field is required");
      }
    }
  }

  private <T> @Nullable T text(String name, Field.Rule<T> rule) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    given.add(name);
    if (token != JsonToken.VALUE_STRING) {
      fault("/" + name, "this is a string, not " + kindOf(token));
      parser.skipChildren();
      return null;
    }
    return settle(name, rule.read(parser.getText()));
  }

  private @Nullable Long wholeNumber(String name) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.VALUE_NUMBER_INT) {
      fault("/" + name, "this is a whole number of bytes, not " + kindOf(token));
      parser.skipChildren();
      return null;
    }
    return settle(name, Fields.size(parser.getText()));
  }

  private <T> @Nullable T settle(String name, Field<T> field) {
    return switch (field) {
      case Field.Good<T>(T value) -> value;
      case Field.Bad<T>(String detail) -> {
        fault("/" + name, detail);
        yield null;
      }
    };
  }

  private void fault(String pointer, String detail) {
    faults.add(new Fault(index, pointer, detail));
  }

  private static String kindOf(@Nullable JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "a number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction or an exponent";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "nothing";
    };
  }
}
