package fr.mangatheque.continuity.schemas.wire;

import fr.mangatheque.continuity.schemas.AvroSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Serdes for what goes through topics. With a schema registry they write Confluent's wire format
 * (unless its settings say only to read it), without one Avro's single-object encoding; they read
 * both, whichever they write, so that a site moves from one to the other without losing a record.
 * Without a registry, bytes that need one are refused with a SerializationException that says so.
 *
 * <p>A schema is looked up once a topic and once an id; if the registry does not answer, {@link
 * RegistryException} tells so and the next call asks again. Thread-safe.
 */
public final class WireSerdes implements AvroSerdes, AutoCloseable {
  private final @Nullable SchemaRegistry registry;
  private final boolean writesIds;

  private WireSerdes(@Nullable SchemaRegistry registry, boolean writesIds) {
    this.registry = registry;
    this.writesIds = writesIds;
  }

  /** Opens the serdes of a process. The registry is not asked before the first record. */
  public static WireSerdes open(Optional<RegistrySettings> settings) {
    return settings
        .map(registry -> of(new ConfluentSchemaRegistry(registry), registry.writes()))
        .orElseGet(() -> new WireSerdes(null, false));
  }

  static WireSerdes of(SchemaRegistry registry, boolean writesIds) {
    return new WireSerdes(registry, writesIds);
  }

  @Override
  public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    RecordType<T> record = RecordType.of(type);
    Preamble preamble =
        registry != null && writesIds
            ? new ConfluentFormat.Writing(registry, record.published())
            : SingleObjectFormat.preamble(record.current());
    return Serdes.serdeFrom(
        new AvroSerializer<>(record, preamble), new AvroDeserializer<>(record, registry));
  }

  @Override
  public void close() {
    if (registry != null) {
      try {
        registry.close();
      } catch (IOException e) {
        throw new UncheckedIOException("The schema registry's client did not close", e);
      }
    }
  }
}
