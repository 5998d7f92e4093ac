package fr.mangatheque.continuity.producer.bridge;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps records that nobody can read, and tells of them. Thread-safe. */
final class Letters implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Letters.class);

  private final Producer<byte[], byte[]> producer;
  private final DeadLetters letters;
  private final Duration timeout;

  Letters(KafkaConnection kafka, DeadLetters letters, Duration timeout) {
    this(
        new KafkaProducer<>(
            settings(kafka, timeout), new ByteArraySerializer(), new ByteArraySerializer()),
        letters,
        timeout);
  }

  Letters(Producer<byte[], byte[]> producer, DeadLetters letters, Duration timeout) {
    this.producer = producer;
    this.letters = letters;
    this.timeout = timeout;
  }

  private static Map<String, Object> settings(KafkaConnection kafka, Duration timeout) {
    int half = Math.toIntExact(timeout.toMillis() / 2);
    Map<String, Object> own = new HashMap<>();
    own.put(ProducerConfig.CLIENT_ID_CONFIG, kafka.instanceId() + "-dead-letters");
    own.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * DeadLetters.LARGEST);
    own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetters.LARGEST);
    own.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    Map<String, Object> all = kafka.client(own);
    // An offset is committed on the strength of these, so no common property overrides them.
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, half);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half);
    all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
    return all;
  }

  /**
   * Sends the letters and failures of {@code unreadable} and waits until Kafka keeps them.
   *
   * @throws KafkaException if it does not say so in time: all are to be sent again
   */
  void send(Map<ConsumerRecord<byte[], byte[]>, SerializationException> unreadable)
      throws InterruptedException {
    Map<Future<RecordMetadata>, ConsumerRecord<byte[], byte[]>> sent = new LinkedHashMap<>();
    long start = System.nanoTime();
    for (Map.Entry<ConsumerRecord<byte[], byte[]>, SerializationException> one :
        unreadable.entrySet()) {
      // Each may wait for half the time-out if Kafka does not answer: all of them must not.
      if (System.nanoTime() - start > timeout.toNanos() / 2) {
        throw new KafkaException("Kafka takes dead letters more slowly than they come");
      }
      for (ProducerRecord<byte[], byte[]> record : letters.records(one.getKey(), one.getValue())) {
        sent.put(producer.send(record), one.getKey());
      }
    }
    long deadline = start + timeout.toNanos();
    for (Map.Entry<Future<RecordMetadata>, ConsumerRecord<byte[], byte[]>> one : sent.entrySet()) {
      await(one.getKey(), one.getValue(), deadline);
    }
  }

  private static void await(
      Future<RecordMetadata> sent, ConsumerRecord<byte[], byte[]> record, long deadline)
      throws InterruptedException {
    try {
      sent.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RecordTooLargeException)) {
        throw new KafkaException("a dead letter was not taken", e.getCause());
      }
      // It would hold up all others for ever; the failure tells where it is.
      log.atError()
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .setCause(e.getCause())
          .log("A dead letter is larger than its topic takes: raise its max.message.bytes");
    } catch (TimeoutException e) {
      throw new KafkaException("a dead letter was not confirmed in time", e);
    }
  }

  /** What is not sent by now is sent again by whoever reads the records next. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
