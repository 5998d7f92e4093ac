package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.testkit.kafka.EmbeddedKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A broker, and a worker that answers what the ledger asks: each object is copied, but those whose
 * keys begin with {@code bad}.
 */
final class RealBroker implements AutoCloseable {
  static final long SIZE = 1000;

  private final EmbeddedKafka kafka;
  private final Topics topics;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Thread worker;

  RealBroker(String prefix, int partitions) throws Exception {
    kafka = EmbeddedKafka.start();
    topics = Topics.of(prefix, WireSerdes.open(Optional.empty()));
    TopicProvisioning.ensure(
        connection(), topics, new TopicSettings(partitions, 1), Duration.ofSeconds(30));
    producer =
        new KafkaProducer<>(
            connection().client(Map.of()), new StringSerializer(), new ByteArraySerializer());
    worker = Thread.ofVirtual().start(this::answer);
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  Topics topics() {
    return topics;
  }

  private KafkaConnection connection() {
    return new KafkaConnection(kafka.bootstrapServers(), "test", Map.of());
  }

  <T> Future<RecordMetadata> send(Topic<T> topic, String key, T value) {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    return producer.send(new ProducerRecord<>(topic.name(), key, bytes));
  }

  void upload(String source, String key) throws ExecutionException, InterruptedException {
    ObjectChange change =
        ObjectChange.newBuilder()
            .setSource(source)
            .setObjectKey(key)
            .setKind(ChangeKind.CREATED)
            .build();
    send(topics.objectChanges(), new ObjectId(source, key).toString(), change).get();
  }

  private void answer() {
    try (KafkaConsumer<String, CopyRequest> consumer =
        new KafkaConsumer<>(
            connection()
                .client(
                    Map.of(
                        "group.id", "worker",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed")),
            new StringDeserializer(),
            topics.copyRequests().valueSerde().deserializer())) {
      consumer.subscribe(List.of(topics.copyRequests().name()));
      while (!stopping.get()) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  var _ = send(topics.copyResults(), record.key(), result(record.value()));
                  answered.add(record.key());
                });
      }
    }
  }

  /** Keys of objects that were asked for and answered. */
  Set<String> answered() {
    return answered;
  }

  private static CopyResult result(CopyRequest request) {
    boolean bad = request.getObjectKey().startsWith("bad");
    KnownEntry version = Examples.version();
    KnownEntry entry =
        new KnownEntry(version.name(), SIZE, version.etag(), version.lastModified(), null);
    return CopyResult.newBuilder()
        .setRequestId(request.getId())
        .setSource(request.getSource())
        .setObjectKey(request.getObjectKey())
        .setAttempt(request.getAttempt())
        .setOutcome(bad ? CopyOutcome.PERMANENT : CopyOutcome.COPIED)
        .setEntry(bad ? null : EntryCodec.toRecord(entry))
        .setCause(bad ? new Cause(Stage.BACKUP, "ACCESS_DENIED", "403") : null)
        .setWorker("test")
        .setAt(Instant.EPOCH)
        .build();
  }

  @Override
  public void close() throws Exception {
    stopping.set(true);
    worker.join(Duration.ofSeconds(10));
    producer.close();
    kafka.close();
  }
}
