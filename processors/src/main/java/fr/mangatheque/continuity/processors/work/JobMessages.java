package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker on jobs tells. Each call returns once Kafka has it, but for progress. Thread-safe.
 */
final class JobMessages implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JobMessages.class);
  private static final int HALF_MS = 10_000;
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final DeadLetters deadLetters;
  private final InstantSource clock;

  JobMessages(KafkaConnection kafka, String name, Topics topics, InstantSource clock) {
    this.producer =
        new KafkaProducer<>(
            settings(kafka, name), new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.deadLetters = new DeadLetters(topics, clock);
    this.clock = clock;
  }

  private static Map<String, Object> settings(KafkaConnection kafka, String name) {
    Map<String, Object> all =
        new HashMap<>(
            kafka.client(Map.of(ProducerConfig.CLIENT_ID_CONFIG, kafka.instanceId() + "-" + name)));
    // A run counts as told on the strength of these: no common property overrides them.
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, HALF_MS);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, HALF_MS);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * HALF_MS);
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetters.LARGEST);
    return all;
  }

  /** What the run can say while it is under way. */
  JobVoice voice(JobRequest request, Instant startedAt) {
    return new RunVoice(new RunReports(request, startedAt, clock), this);
  }

  void started(JobRequest request, Instant startedAt) throws InterruptedException {
    report(new RunReports(request, startedAt, clock).started());
  }

  void ended(JobRequest request, JobOutcome outcome, Instant startedAt)
      throws InterruptedException {
    report(new RunReports(request, startedAt, clock).ended(outcome));
  }

  private void report(JobReport report) throws InterruptedException {
    send(topics.jobReports(), report.getSchedule(), report);
  }

  /** Sends it and goes on: should it be lost, the next says the same and more. */
  void progress(JobReport report) {
    var _ =
        producer.send(
            record(topics.jobReports(), report.getSchedule(), report),
            (_, e) -> {
              if (e != null) {
                log.atDebug().setCause(e).log("How far a run has come could not be told");
              }
            });
  }

  /** The record goes to the dead letters, and a failure is raised. */
  void unreadable(ConsumerRecord<byte[], byte[]> record, SerializationException why)
      throws InterruptedException {
    for (ProducerRecord<byte[], byte[]> letter : deadLetters.records(record, why)) {
      await(producer.send(letter));
    }
  }

  <V> void send(Topic<V> topic, String key, V value) throws InterruptedException {
    await(producer.send(record(topic, key, value)));
  }

  private static <V> ProducerRecord<byte[], byte[]> record(Topic<V> topic, String key, V value) {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    return new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), bytes);
  }

  private static void await(Future<RecordMetadata> sent) throws InterruptedException {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException("Kafka did not take what a run tells", e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
