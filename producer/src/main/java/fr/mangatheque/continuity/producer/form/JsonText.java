package fr.mangatheque.continuity.producer.form;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** JSON that strangers wrote, read in time and memory in proportion to its length. */
final class JsonText {
  /** Deep enough for whatever else senders put beside the fields that are read. */
  private static final int DEEPEST = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  // The body's limit is limit enough: nothing here converts long numbers.
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          // Strangers' field names are not kept between requests.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private JsonText() {}

  /** How reading went. */
  sealed interface Outcome {}

  record Read(Json value) implements Outcome {}

  record Broken(Fault fault) implements Outcome {}

  /** What the events of a body come to, once {@code reader} has read its JSON into them. */
  static ParsedEvents events(byte[] body, Collected events, BiConsumer<Json, Collected> reader) {
    return switch (read(body)) {
      case Broken(Fault fault) -> new ParsedEvents.Faulty(List.of(fault));
      case Read(Json value) -> {
        reader.accept(value, events);
        yield events.outcome();
      }
    };
  }

  static Outcome read(byte[] body) {
    return switch (Text.decode(body)) {
      case Text.Valid(CharBuffer text) -> read(text);
      case Text.Malformed(int offset) -> new Broken(notUtf8(offset));
    };
  }

  /** The same of text that stood within a body. */
  static Outcome read(String text) {
    return read(CharBuffer.wrap(text.toCharArray()));
  }

  static Fault notUtf8(int offset) {
    return Fault.ofRequest(
        "the body is not valid UTF-8 at byte " + offset + ": write JSON as UTF-8");
  }

  static Fault unreadable(JacksonException e) {
    return Fault.ofRequest("the body cannot be read as JSON" + where(e) + reason(e));
  }

  /**
   * @param text with an array
   */
  static JsonParser parser(CharBuffer text) throws IOException {
    return JSON.createParser(text.array(), text.arrayOffset() + text.position(), text.remaining());
  }

  private static Outcome read(CharBuffer text) {
    try (JsonParser parser = parser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return new Broken(Fault.ofRequest("the body is empty: send an event"));
      }
      Json value = value(parser, first);
      if (parser.nextToken() != null) {
        return new Broken(Fault.ofRequest("something follows the end of the JSON: send one value"));
      }
      return new Read(value);
    } catch (JacksonException e) {
      return new Broken(unreadable(e));
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot fail to be read", e);
    }
  }

  /** Calls itself no deeper than the parser lets values nest. */
  private static Json value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Str(parser.getText());
      case VALUE_NUMBER_INT -> new Json.Num(parser.getText(), true);
      case VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText(), false);
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("a parser of text does not begin a value with " + token);
    };
  }

  private static Json object(JsonParser parser) throws IOException {
    Map<String, Json> fields = new LinkedHashMap<>();
    Set<String> repeated = Set.of();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (fields.put(name, value(parser, parser.nextToken())) != null) {
        repeated = repeated.isEmpty() ? new HashSet<>() : repeated;
        repeated.add(name);
      }
    }
    return new Json.Obj(fields, repeated);
  }

  private static Json array(JsonParser parser) throws IOException {
    List<Json> items = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      items.add(value(parser, next));
    }
    return new Json.Arr(items);
  }

  private static String where(JacksonException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static String reason(JacksonException e) {
    @Nullable String message = e.getOriginalMessage();
    return message == null ? "" : ": " + Words.plain(message);
  }
}
