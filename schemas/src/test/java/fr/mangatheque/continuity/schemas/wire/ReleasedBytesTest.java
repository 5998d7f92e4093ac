package fr.mangatheque.continuity.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that each release wrote, kept as they were, are read for ever. */
class ReleasedBytesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Arguments> releases() {
    return RecordTypes.written().stream()
        .flatMap(
            type ->
                IntStream.rangeClosed(1, ReleasedSchemas.of(type).size())
                    .mapToObj(version -> Arguments.of(type, version)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void whatAReleaseWroteIsStillRead(Class<? extends SpecificRecord> type, int version)
      throws IOException {
    Path kept = GoldenCopy.BYTES.resolve(type.getSimpleName());
    byte[] bytes =
        HexFormat.of().parseHex(Files.readString(kept.resolve("v" + version + ".hex")).strip());
    JsonNode then = JSON.readTree(kept.resolve("v" + version + ".json").toFile());

    SpecificRecord read = StateSerdes.stateSerde(type).deserializer().deserialize("t", bytes);

    assertThat(SingleObjectFormat.fingerprint(bytes))
        .isEqualTo(
            SchemaNormalization.parsingFingerprint64(ReleasedSchemas.of(type).get(version - 1)));
    assertHolds(JSON.readTree(read.toString()), then);
  }

  /** All that was said then and still has a place is said now. */
  private static void assertHolds(JsonNode now, JsonNode then) {
    if (!then.isObject()) {
      assertThat(now).isEqualTo(then);
      return;
    }
    then.properties().stream()
        .filter(field -> now.has(field.getKey()))
        .forEach(field -> assertHolds(now.get(field.getKey()), field.getValue()));
    assertThat(now.properties()).as("something is left of %s", then).isNotEmpty();
  }
}
