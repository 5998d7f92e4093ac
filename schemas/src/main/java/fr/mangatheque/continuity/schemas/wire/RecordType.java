package fr.mangatheque.continuity.schemas.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * A generated class with what Avro needs to write and read it.
 *
 * @param published the schema as others see it, without hints for Java's generator
 */
record RecordType<T extends SpecificRecord>(
    Class<T> type, Schema current, Schema published, SpecificData model) {

  static <T extends SpecificRecord> RecordType<T> of(Class<T> type) {
    SpecificData model = SpecificData.getForClass(type);
    Schema schema = model.getSchema(type);
    return new RecordType<>(type, schema, PublishedSchema.of(schema), model);
  }

  /** Thread-safe. */
  DatumWriter<T> writer() {
    return new SpecificDatumWriter<>(current, model);
  }

  /** Reads what was written with {@code writer} as the current record. Thread-safe. */
  DatumReader<T> reader(Schema writer) {
    try {
      // Unlike a SpecificDatumReader it resolves once, not once a thread.
      return new FastReaderBuilder(model).createDatumReader(writer, current);
    } catch (IOException e) {
      throw new UncheckedIOException("No reader of " + current.getFullName(), e);
    }
  }
}
