package fr.mangatheque.continuity.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Makes serdes for Avro records. Thread-safe. */
public interface AvroSerdes {
  /**
   * A serde for values of {@code type}; it reads either wire format, whichever it writes. Reading
   * bytes that are neither throws Kafka's SerializationException that says what they are.
   */
  <T extends SpecificRecord> Serde<T> of(Class<T> type);
}
