package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import fr.mangatheque.continuity.schemas.event.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes orders into the topics that are read by those they are for. Thread-safe. */
public final class KafkaOrders implements Orders, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Topics topics;
  private final InstantSource clock;
  private final Producer<String, byte[]> producer;

  /**
   * Does not wait for Kafka to be there.
   *
   * @throws KafkaException if the connection's properties are wrong
   */
  public KafkaOrders(Topics topics, KafkaConnection kafka, InstantSource clock) {
    this.topics = topics;
    this.clock = clock;
    int half = Math.toIntExact(PATIENCE.toMillis() / 2);
    this.producer =
        new KafkaProducer<>(
            kafka.client(
                Map.of(
                    ProducerConfig.CLIENT_ID_CONFIG,
                    kafka.instanceId() + "-operator",
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    half,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    half,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    2 * half)),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @Override
  public void retry(List<ObjectId> objects, String by) {
    Instant now = now();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (ObjectId object : objects) {
      ObjectChange change =
          ObjectChange.newBuilder()
              .setSource(object.source())
              .setObjectKey(object.objectKey())
              .setKind(ChangeKind.REQUESTED)
              .setSender(by)
              .setOccurredAt(now)
              .setReceivedAt(now)
              .build();
      sent.add(send(topics.objectChanges(), object.toString(), change));
    }
    sent.forEach(KafkaOrders::confirm);
  }

  @Override
  public void decide(String subject, OperatorActionKind kind, String by, String reason) {
    decide(subject, kind, by, reason, null);
  }

  private void decide(
      String subject, OperatorActionKind kind, String by, String reason, @Nullable Instant until) {
    OperatorAction action =
        OperatorAction.newBuilder()
            .setSubject(subject)
            .setKind(kind)
            .setBy(by)
            .setAt(now())
            .setUntil(until)
            .setReason(reason)
            .build();
    confirm(send(topics.operatorActions(), subject, action));
  }

  @Override
  public void announceRestore(String source, Instant until, String by) {
    decide("restore/" + source, OperatorActionKind.APPROVE, by, "a restore goes on", until);
  }

  @Override
  public Instant run(String schedule, String by, @Nullable Long amount) {
    Instant now = now();
    Tick tick =
        Tick.newBuilder()
            .setSchedule(schedule)
            .setDueAt(now)
            .setFiredAt(now)
            .setBy(by)
            .setAmount(amount)
            .build();
    confirm(send(topics.ticks(), schedule, tick));
    return now;
  }

  private <V> Future<RecordMetadata> send(Topic<V> topic, String key, V value) {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    try {
      return producer.send(new ProducerRecord<>(topic.name(), key, bytes));
    } catch (KafkaException | IllegalStateException e) {
      // An IllegalStateException is how a producer says that it was closed.
      throw new OrderLostException(e);
    }
  }

  private static void confirm(Future<RecordMetadata> sent) {
    try {
      sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OrderLostException(e);
    } catch (ExecutionException e) {
      throw new OrderLostException(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new OrderLostException(e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
