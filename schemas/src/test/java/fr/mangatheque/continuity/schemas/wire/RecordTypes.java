package fr.mangatheque.continuity.schemas.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.schemas.AvroSerdes;
import fr.mangatheque.continuity.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** What the code generator made of {@code src/main/avro}. */
final class RecordTypes {
  private RecordTypes() {}

  /** The records that topics carry. */
  static List<Class<? extends SpecificRecord>> ofTopics() {
    List<Class<? extends SpecificRecord>> types = new ArrayList<>();
    Topics.of(
        "",
        new AvroSerdes() {
          @Override
          public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
            types.add(type);
            return StateSerdes.stateSerde(type);
          }
        });
    return types;
  }

  /** Every record, those within others too. */
  static List<Class<? extends SpecificRecord>> all() {
    return generated().stream()
        .filter(SpecificRecord.class::isAssignableFrom)
        .<Class<? extends SpecificRecord>>map(type -> type.asSubclass(SpecificRecord.class))
        .toList();
  }

  static List<Class<?>> enums() {
    return generated().stream().filter(Class::isEnum).toList();
  }

  static Schema schema(Class<?> type) {
    return SpecificData.get().getSchema(type);
  }

  /** The records that are written as such, and not only within others: those of topics, states. */
  static List<Class<? extends SpecificRecord>> written() {
    Set<String> within = new HashSet<>();
    all().forEach(type -> schema(type).getFields().forEach(it -> collect(it.schema(), within)));
    List<Class<? extends SpecificRecord>> carried = ofTopics();
    return all().stream()
        .filter(type -> carried.contains(type) || !within.contains(type.getName()))
        .toList();
  }

  private static void collect(Schema schema, Set<String> within) {
    switch (schema.getType()) {
      case RECORD -> within.add(schema.getFullName());
      case UNION -> schema.getTypes().forEach(it -> collect(it, within));
      case ARRAY -> collect(schema.getElementType(), within);
      default -> {}
    }
  }

  private static List<Class<?>> generated() {
    try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
      return files
          .filter(file -> file.toString().endsWith(".avsc"))
          .sorted()
          .<Class<?>>map(RecordTypes::generated)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> generated(Path file) {
    try {
      JsonNode declared = new ObjectMapper().readTree(file.toFile());
      return Class.forName(
          declared.path("namespace").asText() + "." + declared.path("name").asText());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Nothing was generated of " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
