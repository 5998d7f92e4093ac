package fr.mangatheque.continuity.bench;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Announces objects, and answers each request for a copy at once. */
final class LedgerFeed implements AutoCloseable {
  private static final Instant UPLOADED = Instant.parse("2026-05-04T03:02:01Z");
  private static final String NAME =
      "20260504T030201.000Z~" + "ab".repeat(32) + "~" + "cd".repeat(16);

  private final KafkaConnection kafka;
  private final Topics topics;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Thread worker;

  LedgerFeed(KafkaConnection kafka, Topics topics) {
    this.kafka = kafka;
    this.topics = topics;
    this.producer =
        new KafkaProducer<>(
            kafka.client(Map.of("linger.ms", 5)),
            new StringSerializer(),
            new ByteArraySerializer());
    this.worker = Thread.ofPlatform().start(this::answer);
  }

  /** Announces so many; returns when all are on their way. */
  void start(int objects) {
    for (int i = 0; i < objects; i++) {
      String key = "library/series-%04d/page-%06d.jpg".formatted(i % 997, i);
      send(
          topics.objectChanges(),
          LedgerServer.SOURCE + "/" + key,
          ObjectChange.newBuilder()
              .setSource(LedgerServer.SOURCE)
              .setObjectKey(key)
              .setKind(ChangeKind.OBSERVED)
              .setOccurredAt(UPLOADED)
              .build());
    }
  }

  private <T> void send(Topic<T> topic, String key, T value) {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    var _ = producer.send(new ProducerRecord<>(topic.name(), key, bytes));
  }

  private void answer() {
    try (KafkaConsumer<String, CopyRequest> consumer =
        new KafkaConsumer<>(
            kafka.client(
                Map.of(
                    "group.id", "feed",
                    "auto.offset.reset", "earliest",
                    "isolation.level", "read_committed")),
            new StringDeserializer(),
            topics.copyRequests().valueSerde().deserializer())) {
      consumer.subscribe(List.of(topics.copyRequests().name()));
      while (!stopping.get()) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> send(topics.copyResults(), record.key(), copied(record.value())));
      }
    }
  }

  private static CopyResult copied(CopyRequest request) {
    return CopyResult.newBuilder()
        .setRequestId(request.getId())
        .setSource(request.getSource())
        .setObjectKey(request.getObjectKey())
        .setAttempt(request.getAttempt())
        .setOutcome(CopyOutcome.COPIED)
        .setEntry(
            Entry.newBuilder()
                .setName(NAME)
                .setSize(200_000)
                .setEtag("cd".repeat(16))
                .setLastModified(UPLOADED)
                .build())
        .setWorker("bench")
        .setAt(UPLOADED)
        .build();
  }

  @Override
  public void close() throws InterruptedException {
    stopping.set(true);
    worker.join();
    producer.close();
  }
}
