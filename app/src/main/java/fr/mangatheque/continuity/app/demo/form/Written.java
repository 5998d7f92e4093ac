package fr.mangatheque.continuity.app.demo.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.mangatheque.continuity.app.demo.site.Message;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** JSON on its way into messages. */
final class Written {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Written() {}

  static <T> ArrayNode array(List<T> all, Function<T, ? extends JsonNode> each) {
    ArrayNode array = NODES.arrayNode();
    all.forEach(it -> array.add(each.apply(it)));
    return array;
  }

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static Message json(JsonNode body) {
    return message("application/json", Map.of(), body);
  }

  static Message message(String contentType, Map<String, String> headers, JsonNode body) {
    return new Message(contentType, headers, body.toString().getBytes(UTF_8));
  }
}
