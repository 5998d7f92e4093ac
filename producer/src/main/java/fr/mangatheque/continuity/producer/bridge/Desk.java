package fr.mangatheque.continuity.producer.bridge;

import fr.mangatheque.continuity.producer.failure.UnknownEvents;
import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.producer.hint.HintPublisher;
import fr.mangatheque.continuity.producer.hint.PublishOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/** Settles batches: whatever is in them is kept by Kafka afterwards, as hints or letters. */
final class Desk {
  private final HintPublisher publisher;
  private final Letters letters;
  private final UnknownEvents unknown;
  private final BridgeMetrics metrics;

  Desk(HintPublisher publisher, Letters letters, UnknownEvents unknown, BridgeMetrics metrics) {
    this.publisher = publisher;
    this.letters = letters;
    this.unknown = unknown;
    this.metrics = metrics;
  }

  /**
   * Publishes, and waits until Kafka keeps all of it.
   *
   * @throws KafkaException if Kafka does not say so in time: all of it is to be settled again,
   *     which does no harm
   */
  void settle(Batch batch) throws InterruptedException {
    for (Map.Entry<String, List<Hint>> one : batch.hints().entrySet()) {
      switch (publisher.publish(one.getValue(), one.getKey())) {
        case PublishOutcome.Acknowledged _ -> {}
        case PublishOutcome.Unconfirmed(Exception cause) ->
            throw new KafkaException("Kafka did not confirm hints: " + cause, cause);
        case PublishOutcome.Busy _ ->
            throw new KafkaException("Kafka takes hints more slowly than they come");
      }
    }
    Map<ConsumerRecord<byte[], byte[]>, SerializationException> unreadable = new LinkedHashMap<>();
    for (Batch.Read read : batch.all()) {
      if (read.reading() instanceof Reading.Unreadable(SerializationException why)) {
        unreadable.put(read.record(), why);
      }
    }
    letters.send(unreadable);
    batch.all().forEach(read -> told(read.reading()));
  }

  private void told(Reading reading) {
    metrics.settled(reading);
    if (reading instanceof Reading.Understood understood && !understood.strange().isEmpty()) {
      // One name for all: the senders' own are strangers' words.
      unknown.met(EventHeaders.ANYONE, understood.strange());
    }
  }
}
