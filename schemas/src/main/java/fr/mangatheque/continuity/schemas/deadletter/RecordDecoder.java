package fr.mangatheque.continuity.schemas.deadletter;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.wire.RegistryException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Decodes records outside the consumer, which reads plain bytes ({@code ByteArrayDeserializer}): so
 * no record makes {@code poll()} throw, and the bytes of an unreadable one are still at hand for
 * its dead letter. Thread-safe.
 */
public final class RecordDecoder<T> {
  private final Deserializer<T> deserializer;

  public RecordDecoder(Topic<T> topic) {
    this.deserializer = topic.valueSerde().deserializer();
  }

  /**
   * The value of {@code record}; one without a value is unreadable.
   *
   * @throws RegistryException if the schema registry does not answer: the record is to be decoded
   *     again later, and is no dead letter
   */
  public Decoded<T> decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      T value = deserializer.deserialize(record.topic(), record.headers(), record.value());
      return value == null
          ? new Decoded.Unreadable<>(new SerializationException("the record has no value"))
          : new Decoded.Readable<>(value);
    } catch (RegistryException e) {
      throw e;
    } catch (SerializationException e) {
      return new Decoded.Unreadable<>(e);
    }
  }
}
