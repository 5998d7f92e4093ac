package fr.mangatheque.continuity.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes a preamble that names the schema, then the Avro binary. Thread-safe. */
final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
  private static final int USUAL_SIZE = 512;

  private final RecordType<T> type;
  private final DatumWriter<T> writer;
  private final Preamble preamble;

  AvroSerializer(RecordType<T> type, Preamble preamble) {
    this.type = type;
    this.writer = type.writer();
    this.preamble = preamble;
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    if (value == null) {
      return null;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
    out.writeBytes(preamble.of(topic));
    try {
      // Direct: a buffered encoder brings 2 KB of its own.
      writer.write(value, EncoderFactory.get().directBinaryEncoder(out, null));
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "A " + type.current().getName() + " for " + topic + " cannot be written: " + e, e);
    }
    return out.toByteArray();
  }
}
