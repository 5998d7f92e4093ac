package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends results and keeps, for the poll thread, whose were acknowledged. What cannot be sent fails
 * the whole session: its records are then delivered again. Thread-safe.
 */
final class ResultSender implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final DeadLetters deadLetters;
  private final Failpoints failpoints;
  private final BlockingQueue<Delivered> acknowledged = new LinkedBlockingQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  ResultSender(CopyContext context) {
    this(
        new KafkaProducer<>(
            context.kafka().client(settings(context)),
            new ByteArraySerializer(),
            new ByteArraySerializer()),
        context);
  }

  ResultSender(Producer<byte[], byte[]> producer, CopyContext context) {
    this.producer = producer;
    this.topics = context.topics();
    this.deadLetters = context.deadLetters();
    this.failpoints = context.failpoints();
  }

  private static Map<String, Object> settings(CopyContext context) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, context.kafka().instanceId() + "-copy-results");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
    // a dead letter is a record as large as any, with why
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * 1024 * 1024);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return settings;
  }

  void send(CopyResult result, Delivered delivered) {
    String topic = topics.copyResults().name();
    // not checked, for it may answer a request of a source nobody knows
    String key = result.getSource() + "/" + result.getObjectKey();
    byte[] value = topics.copyResults().valueSerde().serializer().serialize(topic, result);
    failpoints.at(Failpoints.Step.BEFORE_RESULT);
    send(
        List.of(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)),
        delivered);
  }

  /** The record goes to the dead letters and a failure is raised; it counts as answered. */
  void unreadable(
      ConsumerRecord<byte[], byte[]> record, SerializationException why, Delivered delivered) {
    send(deadLetters.records(record, why), delivered);
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records, Delivered delivered) {
    AtomicInteger left = new AtomicInteger(records.size());
    for (ProducerRecord<byte[], byte[]> record : records) {
      underWay.incrementAndGet();
      var _ =
          producer.send(
              record,
              (_, e) -> {
                underWay.decrementAndGet();
                if (e != null) {
                  failed(e);
                } else if (left.decrementAndGet() == 0) {
                  failpoints.at(Failpoints.Step.AFTER_RESULT);
                  acknowledged.add(delivered);
                }
              });
    }
  }

  /** Whether anything is sent and neither acknowledged nor failed. */
  boolean anyUnderWay() {
    return underWay.get() > 0;
  }

  /** Something is lost to this session. The first reason counts. */
  void failed(Throwable why) {
    failure.compareAndSet(null, why);
  }

  Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** The next acknowledged record, waiting for it at most so long. Interrupted, none. */
  Optional<Delivered> nextAcknowledged(Duration wait) {
    try {
      return Optional.ofNullable(acknowledged.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
