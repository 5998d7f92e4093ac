package fr.mangatheque.continuity.schemas.wire;

import java.io.Closeable;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** Schemas by number, agreed between all who write and read. Thread-safe; calls may block. */
interface SchemaRegistry extends Closeable {
  /**
   * The id of {@code schema} under {@code subject}, registered if need be.
   *
   * @throws RegistryException if the registry does not answer or refuses the schema
   */
  int idOf(String subject, Schema schema);

  /**
   * The schema with {@code id}.
   *
   * @throws RegistryException if the registry does not answer
   * @throws SerializationException if it has no Avro schema of this id
   */
  Schema schemaOf(int id);
}
