package fr.mangatheque.continuity.schemas.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Records of any generated class, made after their schema. */
final class Samples {
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  private Samples() {}

  /** The same full record every time. */
  static <T extends SpecificRecord> T full(Class<T> type) {
    return type.cast(full(RecordTypes.schema(type), type.getSimpleName()));
  }

  private static Object full(Schema schema, String name) {
    if (LogicalTypes.timestampMillis().equals(schema.getLogicalType())) {
      return NEW_YEAR.plusMillis(name.length());
    }
    return switch (schema.getType()) {
      case STRING -> name + " é/漫画";
      case LONG -> (long) name.length() << 33;
      case INT -> name.length();
      case BOOLEAN -> true;
      case ENUM -> symbol(schema, schema.getEnumSymbols().getFirst());
      case ARRAY -> List.of(full(schema.getElementType(), name));
      case UNION -> full(schema.getTypes().getLast(), name);
      case RECORD -> record(schema, fields(schema, name));
      case MAP, BYTES, FIXED, FLOAT, DOUBLE, NULL -> throw unused(schema);
    };
  }

  private static List<Object> fields(Schema schema, String name) {
    return schema.getFields().stream()
        .map(field -> full(field.schema(), name + "." + field.name()))
        .toList();
  }

  static <T extends SpecificRecord> Arbitrary<T> any(Class<T> type) {
    return any(RecordTypes.schema(type)).map(type::cast);
  }

  private static Arbitrary<?> any(Schema schema) {
    if (LogicalTypes.timestampMillis().equals(schema.getLogicalType())) {
      return Arbitraries.longs().map(Instant::ofEpochMilli);
    }
    return switch (schema.getType()) {
      case STRING -> Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(40);
      case LONG -> Arbitraries.longs();
      case INT -> Arbitraries.integers();
      case BOOLEAN -> Arbitraries.of(true, false);
      case ENUM -> Arbitraries.of(schema.getEnumSymbols()).map(it -> symbol(schema, it));
      case ARRAY -> any(schema.getElementType()).list().ofMaxSize(3);
      case UNION -> any(schema.getTypes().getLast()).injectNull(0.3);
      case RECORD -> {
        List<Arbitrary<Object>> fields = new ArrayList<>();
        schema.getFields().forEach(it -> fields.add(any(it.schema()).map(v -> v)));
        yield Combinators.combine(fields).as(values -> record(schema, values));
      }
      case MAP, BYTES, FIXED, FLOAT, DOUBLE, NULL -> throw unused(schema);
    };
  }

  /** Half of a pair has no UTF-8. */
  private static char[] surrogates() {
    char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = (char) (Character.MIN_SURROGATE + i);
    }
    return all;
  }

  private static Object record(Schema schema, List<Object> values) {
    SpecificRecord record =
        (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
    for (int i = 0; i < values.size(); i++) {
      record.put(i, values.get(i));
    }
    return record;
  }

  private static Object symbol(Schema schema, String name) {
    for (Object symbol : SpecificData.get().getClass(schema).getEnumConstants()) {
      if (symbol.toString().equals(name)) {
        return symbol;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static IllegalArgumentException unused(Schema schema) {
    return new IllegalArgumentException("no sample of " + schema.getType() + " was needed yet");
  }
}
