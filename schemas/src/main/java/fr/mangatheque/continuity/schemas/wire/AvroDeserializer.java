package fr.mangatheque.continuity.schemas.wire;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads either wire format, with any released or registered schema. Thread-safe. */
final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  private final RecordType<T> type;
  private final @Nullable SchemaRegistry registry;
  private final Map<Long, DatumReader<T>> byFingerprint;
  private final Map<Integer, DatumReader<T>> byId = new ConcurrentHashMap<>();

  AvroDeserializer(RecordType<T> type, @Nullable SchemaRegistry registry) {
    this.type = type;
    this.registry = registry;
    this.byFingerprint = packaged(type);
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      if (SingleObjectFormat.marks(bytes) && bytes.length >= SingleObjectFormat.LENGTH) {
        return read(released(bytes), bytes, SingleObjectFormat.LENGTH);
      }
      if (ConfluentFormat.marks(bytes) && bytes.length >= ConfluentFormat.LENGTH) {
        return read(registered(bytes), bytes, ConfluentFormat.LENGTH);
      }
    } catch (RegistryException e) {
      throw e;
    } catch (SerializationException e) {
      throw new SerializationException(unreadable(topic) + e.getMessage(), e.getCause());
    }
    throw new SerializationException(unreadable(topic) + neither(bytes));
  }

  private T read(DatumReader<T> reader, byte[] bytes, int from) {
    BoundedDecoder decoder = new BoundedDecoder(bytes, from);
    T value;
    try {
      value = reader.read(null, decoder);
      if (decoder.atEnd()) {
        return value;
      }
    } catch (Exception e) {
      throw new SerializationException("its content does not follow its schema (" + e + ")", e);
    }
    throw new SerializationException("bytes follow its end");
  }

  private DatumReader<T> released(byte[] bytes) {
    long fingerprint = SingleObjectFormat.fingerprint(bytes);
    DatumReader<T> reader = byFingerprint.get(fingerprint);
    if (reader == null) {
      throw new SerializationException(
          "it was written with the schema of fingerprint %016x, which is no released one; a newer release may have written it"
              .formatted(fingerprint));
    }
    return reader;
  }

  private DatumReader<T> registered(byte[] bytes) {
    int id = ConfluentFormat.id(bytes);
    DatumReader<T> known = byId.get(id);
    if (known != null) {
      return known;
    }
    if (registry == null) {
      throw new SerializationException(
          "it was written with a schema registry (schema id %d), and none is configured: set schema-registry.url"
              .formatted(id));
    }
    Schema writer = registry.schemaOf(id);
    // Avro resolves records by their fields alone, so another record's bytes could pass for ours.
    if (!writer.getFullName().equals(type.current().getFullName())) {
      throw new SerializationException(
          "it is a %s (schema id %d)".formatted(writer.getFullName(), id));
    }
    DatumReader<T> reader = type.reader(writer);
    byId.put(id, reader);
    return reader;
  }

  private String unreadable(String topic) {
    return "No " + type.current().getName() + " can be read from a record of " + topic + ": ";
  }

  private static String neither(byte[] bytes) {
    return "its %d bytes are neither Avro's single-object encoding nor Confluent's format; they start with %s"
        .formatted(bytes.length, HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 16)));
  }

  private static <T extends SpecificRecord> Map<Long, DatumReader<T>> packaged(RecordType<T> type) {
    Map<Long, DatumReader<T>> readers = new HashMap<>();
    for (Schema released : ReleasedSchemas.of(type.type())) {
      readers.put(SchemaNormalization.parsingFingerprint64(released), type.reader(released));
    }
    readers.put(
        SchemaNormalization.parsingFingerprint64(type.current()), type.reader(type.current()));
    return Map.copyOf(readers);
  }
}
