package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells the rest of the pipeline what the deliveries meet. Thread-safe; nothing waits. */
final class Reports {
  private final Outbox outbox;
  private final Topic<FailureEvent> failures;
  private final DeadLetters deadLetters;

  Reports(Outbox outbox, Topics topics, InstantSource clock) {
    this.outbox = outbox;
    this.failures = topics.failures();
    this.deadLetters = new DeadLetters(topics, clock);
  }

  void failure(FailureEvent event) {
    byte[] key = event.getCauseKey().getBytes(StandardCharsets.UTF_8);
    byte[] value = failures.valueSerde().serializer().serialize(failures.name(), event);
    outbox.send(List.of(new ProducerRecord<>(failures.name(), key, value)), () -> {});
  }

  /**
   * @param done runs once the letter is kept
   */
  void unreadable(ConsumerRecord<byte[], byte[]> record, Exception why, Runnable done) {
    outbox.send(deadLetters.records(record, why), done);
  }
}
