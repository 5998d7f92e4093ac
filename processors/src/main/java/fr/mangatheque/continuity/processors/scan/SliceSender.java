package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends what slices see, and their results behind it. Its memory is bounded: who sends waits while
 * much is under way. Thread-safe.
 */
final class SliceSender implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final DeadLetters deadLetters;

  SliceSender(KafkaConnection kafka, Topics topics, DeadLetters deadLetters) {
    this.producer =
        new KafkaProducer<>(
            kafka.client(settings(kafka)), new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.deadLetters = deadLetters;
  }

  private static Map<String, Object> settings(KafkaConnection kafka) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, kafka.instanceId() + "-scan");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetters.LARGEST);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return settings;
  }

  /** For what one slice sees. */
  Parcel parcel(ScanRequest request) {
    return new Parcel(request.getDispatchedAt());
  }

  /**
   * Tells a result, whose hints were acknowledged, and waits until Kafka has it.
   *
   * @throws KafkaException if it cannot be told
   */
  void result(ScanRequest request, ScanResult result) {
    Parcel parcel = new Parcel(null);
    parcel.send(
        topics.scanResults(), ScanRecords.schedule(request.getSource(), request.getKind()), result);
    parcel.awaitAcknowledged();
  }

  /** The record goes to the dead letters and a failure is raised. */
  void unreadable(ConsumerRecord<byte[], byte[]> record, SerializationException why) {
    Parcel parcel = new Parcel(null);
    deadLetters.records(record, why).forEach(parcel::send);
    parcel.awaitAcknowledged();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }

  /** Records that are acknowledged together. One thread sends. */
  final class Parcel implements Telling {
    private final @Nullable Instant time;
    private final AtomicLong left = new AtomicLong(1);
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();

    /**
     * @param time of the records: by the coordinator's clock, so that the end of a scan, which it
     *     tells later, is later in time whatever our clock says; null for ours
     */
    private Parcel(@Nullable Instant time) {
      this.time = time;
    }

    @Override
    public void hint(ObjectChange hint) {
      send(topics.objectChanges(), hint.getSource() + "/" + hint.getObjectKey(), hint);
    }

    @Override
    public void proof(CopyResult proof) {
      send(topics.copyResults(), proof.getSource() + "/" + proof.getObjectKey(), proof);
    }

    private <T> void send(Topic<T> topic, String key, T value) {
      send(
          new ProducerRecord<>(
              topic.name(),
              null,
              time == null ? null : Long.valueOf(time.toEpochMilli()),
              key.getBytes(StandardCharsets.UTF_8),
              topic.valueSerde().serializer().serialize(topic.name(), value)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
      if (acknowledged.isCompletedExceptionally()) {
        awaitAcknowledged();
      }
      left.incrementAndGet();
      var _ =
          producer.send(
              record,
              (_, e) -> {
                if (e != null) {
                  acknowledged.completeExceptionally(e);
                } else {
                  arrived();
                }
              });
    }

    private void arrived() {
      if (left.decrementAndGet() == 0) {
        acknowledged.complete(null);
      }
    }

    /**
     * Waits until Kafka has all of it; nothing may be sent after this.
     *
     * @throws KafkaException if it has not
     */
    void awaitAcknowledged() {
      arrived();
      try {
        acknowledged.get();
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      } catch (ExecutionException e) {
        throw new KafkaException("what a slice saw could not be told", e.getCause());
      }
    }
  }
}
