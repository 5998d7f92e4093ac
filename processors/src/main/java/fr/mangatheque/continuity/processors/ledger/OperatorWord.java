package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.wire.RegistryException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record of operator-actions, as far as it can be read. */
sealed interface OperatorWord {
  /** What a person decided. */
  record Decided(OperatorAction action) implements OperatorWord {}

  /** Nothing is decided any more under this key. */
  record Withdrawn() implements OperatorWord {}

  /** Nobody knows what it says, so nothing follows from it. */
  record Unreadable() implements OperatorWord {}

  /**
   * Reads them. Kafka Streams has no second try for a thread that reads for all its tasks, so this
   * never throws for a record, and waits for a registry that does not answer.
   */
  static Deserializer<OperatorWord> reader(Deserializer<OperatorAction> records) {
    return new Reader(records);
  }

  /** See {@link #reader}. */
  final class Reader implements Deserializer<OperatorWord> {
    private static final Logger log = LoggerFactory.getLogger(OperatorWord.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Deserializer<OperatorAction> records;

    private Reader(Deserializer<OperatorAction> records) {
      this.records = records;
    }

    @Override
    public OperatorWord deserialize(String topic, byte @Nullable [] data) {
      return data == null ? new Withdrawn() : read(topic, data);
    }

    @Override
    public OperatorWord deserialize(String topic, Headers headers, byte @Nullable [] data) {
      return deserialize(topic, data);
    }

    private OperatorWord read(String topic, byte[] data) {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          return new Decided(records.deserialize(topic, data));
        } catch (RegistryException e) {
          log.atWarn()
              .setCause(e)
              .log("What an operator decided cannot be read before the schema registry answers");
          LockSupport.parkNanos(AGAIN.toNanos());
        } catch (SerializationException e) {
          log.atWarn()
              .setCause(e)
              .addKeyValue("topic", topic)
              .log("A record that should say what an operator decided cannot be read");
          return new Unreadable();
        }
      }
      return new Unreadable();
    }
  }
}
