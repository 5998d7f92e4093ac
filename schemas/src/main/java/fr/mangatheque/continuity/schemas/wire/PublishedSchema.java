package fr.mangatheque.continuity.schemas.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** A schema without what concerns only Java's code generator. */
final class PublishedSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PublishedSchema() {}

  static Schema of(Schema schema) {
    try {
      JsonNode json = JSON.readTree(schema.toString());
      strip(json);
      return new Schema.Parser().parse(JSON.writeValueAsString(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is no JSON: " + schema, e);
    }
  }

  private static void strip(JsonNode json) {
    if (json instanceof ObjectNode object) {
      object.remove("avro.java.string");
    }
    json.forEach(PublishedSchema::strip);
  }
}
