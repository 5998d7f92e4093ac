package fr.mangatheque.continuity.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EvolutionTest {
  static List<Class<? extends SpecificRecord>> records() {
    return RecordTypes.written();
  }

  @ParameterizedTest
  @MethodSource("records")
  void theLastReleasedSchemaIsTheCurrentOne(Class<? extends SpecificRecord> type)
      throws IOException {
    List<Schema> released = ReleasedSchemas.of(type);

    if (released.isEmpty() || !meaning(released.getLast()).equals(meaning(current(type)))) {
      GoldenCopy.propose(type, released.size() + 1);
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void theCurrentSchemaIsCompatibleBothWaysWithAllReleased(Class<?> type) {
    for (Schema released : ReleasedSchemas.of(type)) {
      assertThat(Evolution.faults(released, current(type))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void releasesAreNumberedWithoutGaps(Class<?> type) throws IOException {
    try (var files = Files.list(GoldenCopy.SCHEMAS.resolve(type.getSimpleName()))) {
      assertThat(files).hasSameSizeAs(ReleasedSchemas.of(type));
    }
  }

  private static final String BASE =
      """
      {"type":"record","name":"R","namespace":"n","fields":[
        {"name":"id","type":"string"},
        {"name":"size","type":["null","long"],"default":null},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
        {"name":"kind","type":{"type":"enum","name":"K","symbols":["A","B","UNKNOWN"],"default":"UNKNOWN"}},
        {"name":"parts","type":{"type":"array","items":{"type":"record","name":"P","fields":[{"name":"n","type":"int"}]}},"default":[]}
      ]}\
      """;

  static List<Arguments> incompatibleChanges() {
    return List.of(
        change("field without default removed", "{'name':'id','type':'string'},", ""),
        change(
            "field without default added",
            "{'name':'id'",
            "{'name':'x','type':'int'},{'name':'id'"),
        change("field renamed", "'name':'id'", "'name':'key'"),
        change("type changed", "['null','long']", "['null','string']"),
        change("type widened", "'type':'int'", "'type':'long'"),
        change("null no longer allowed", "['null','long'],'default':null", "'long','default':0"),
        change("another unit of time", "timestamp-millis", "timestamp-micros"),
        change("a time becomes a number", ",'logicalType':'timestamp-millis'", ""),
        change("symbol removed", "'A','B','UNKNOWN'", "'A','UNKNOWN'"),
        change("default of the enum changed", "'default':'UNKNOWN'", "'default':'A'"),
        change("default of the enum removed", ",'default':'UNKNOWN'", ""),
        change("record renamed", "'name':'R'", "'name':'Q'"));
  }

  private static Arguments change(String name, String from, String to) {
    return Arguments.of(name, from.replace('\'', '"'), to.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("incompatibleChanges")
  void anIncompatibleChangeIsRefused(String change, String from, String to) {
    String changed = BASE.replace(from, to);

    assertThat(changed).as(change).isNotEqualTo(BASE);
    assertThat(Evolution.faults(schema(BASE), schema(changed))).as(change).isNotEmpty();
  }

  @Test
  void aFieldWithDefaultMayComeAndGo() {
    String more =
        BASE.replace(
            "{\"name\":\"id\"",
            "{\"name\":\"more\",\"type\":[\"null\",\"string\"],\"default\":null},{\"name\":\"id\"");

    assertThat(Evolution.faults(schema(BASE), schema(more))).isEmpty();
    assertThat(Evolution.faults(schema(more), schema(BASE))).isEmpty();
  }

  @Test
  void aSymbolMayBeAdded() {
    String more = BASE.replace("\"A\",\"B\"", "\"A\",\"B\",\"C\"");

    assertThat(Evolution.faults(schema(BASE), schema(more))).isEmpty();
  }

  /** All but the explanations, which may change at any time. */
  private static JsonNode meaning(Schema schema) throws IOException {
    JsonNode json = new ObjectMapper().readTree(schema.toString());
    json.findParents("doc").forEach(node -> ((ObjectNode) node).remove("doc"));
    return json;
  }

  private static Schema schema(String json) {
    return new Schema.Parser().parse(json);
  }

  private static Schema current(Class<?> type) {
    return PublishedSchema.of(RecordTypes.schema(type));
  }
}
