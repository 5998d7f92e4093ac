package fr.mangatheque.continuity.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedRecordsTest {
  static List<Class<? extends SpecificRecord>> records() {
    return RecordTypes.all();
  }

  static List<Class<?>> enums() {
    return RecordTypes.enums();
  }

  @ParameterizedTest
  @MethodSource("enums")
  void aSymbolOfALaterReleaseReadsAsUnknown(Class<?> type) {
    assertThat(RecordTypes.schema(type).getEnumDefault()).isEqualTo("UNKNOWN");
    assertThat(RecordTypes.schema(type).getEnumSymbols()).endsWith("UNKNOWN");
  }

  @ParameterizedTest
  @MethodSource("records")
  void recordsDoNotChange(Class<?> type) {
    assertThat(type.getMethods()).extracting(Method::getName).noneMatch(it -> it.startsWith("set"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void textIsAStringAndTimeAnInstant(Class<?> type) throws Exception {
    for (Schema.Field field : RecordTypes.schema(type).getFields()) {
      Class<?> got = type.getMethod(getter(field)).getReturnType();
      for (Schema part : parts(field.schema())) {
        if (part.getType() == Schema.Type.STRING) {
          assertThat(got).isEqualTo(String.class);
        }
        if (LogicalTypes.timestampMillis().equals(part.getLogicalType())) {
          assertThat(got).isEqualTo(Instant.class);
        }
      }
    }
  }

  @Test
  void everyPartIsExplained() {
    List<String> silent =
        RecordTypes.all().stream()
            .map(RecordTypes::schema)
            .flatMap(schema -> schema.getFields().stream())
            .filter(field -> field.doc() == null || field.doc().isBlank())
            .map(Schema.Field::name)
            .toList();

    assertThat(silent).isEmpty();
  }

  private static String getter(Schema.Field field) {
    return "get" + Character.toUpperCase(field.name().charAt(0)) + field.name().substring(1);
  }

  private static List<Schema> parts(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : Stream.of(schema).toList();
  }

  @Test
  void theTopicsCarryFourteenKindsOfRecords() {
    assertThat(Set.copyOf(RecordTypes.ofTopics())).hasSize(14);
  }
}
