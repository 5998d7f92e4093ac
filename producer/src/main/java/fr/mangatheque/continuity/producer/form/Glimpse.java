package fr.mangatheque.continuity.producer.form;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A look at the first event of a body, just as far as its form is told by: its fields, and those of
 * the first object in the arrays among them. Nothing is checked, for whoever reads it then does.
 */
final class Glimpse {
  private static final Json NOT_LOOKED_AT = new Json.Null();

  private Glimpse() {}

  /** Its fields, as far as they can be read; none if it is no object. */
  static Json.Obj of(byte[] body) {
    return switch (Text.decode(body)) {
      case Text.Valid(CharBuffer text) -> of(text);
      case Text.Malformed _ -> new Json.Obj(Map.of(), Set.of());
    };
  }

  private static Json.Obj of(CharBuffer text) {
    Map<String, Json> fields = new LinkedHashMap<>();
    try (JsonParser parser = JsonText.parser(text)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        first = parser.nextToken();
      }
      if (first == JsonToken.START_OBJECT) {
        readFields(parser, fields, true);
      }
      return new Json.Obj(fields, Set.of());
    } catch (JacksonException e) {
      // What stands before the break tells; the break is told of by whoever reads the body.
      return new Json.Obj(fields, Set.of());
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot fail to be read", e);
    }
  }

  private static void readFields(JsonParser parser, Map<String, Json> fields, boolean outermost)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      fields.put(name, NOT_LOOKED_AT);
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING) {
        fields.put(name, new Json.Str(parser.getText()));
      } else if (token == JsonToken.START_ARRAY && outermost) {
        fields.put(name, firstOf(parser));
      } else {
        parser.skipChildren();
      }
    }
  }

  private static Json firstOf(JsonParser parser) throws IOException {
    Map<String, Json> fields = new LinkedHashMap<>();
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_OBJECT) {
      readFields(parser, fields, false);
      token = parser.nextToken();
    }
    while (token != JsonToken.END_ARRAY) {
      parser.skipChildren();
      token = parser.nextToken();
    }
    return new Json.Arr(List.of(new Json.Obj(fields, Set.of())));
  }
}
