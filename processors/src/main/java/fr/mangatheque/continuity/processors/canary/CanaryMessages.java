package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.Heartbeat;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
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

/**
 * What the canary tells: hints as applications do, reports, signs of life. Each call returns once
 * Kafka has it. Thread-safe.
 */
final class CanaryMessages implements AutoCloseable {
  private static final int HALF_MS = 10_000;
  private static final Duration CLOSING = Duration.ofSeconds(1);
  private static final int LONGEST_DETAIL = 2_000;

  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final DeadLetters deadLetters;
  private final InstantSource clock;

  CanaryMessages(
      Topics topics, KafkaConnection kafka, DeadLetters deadLetters, InstantSource clock) {
    this.producer =
        new KafkaProducer<>(settings(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  private static Map<String, Object> settings(KafkaConnection kafka) {
    Map<String, Object> all =
        new HashMap<>(
            kafka.client(Map.of(ProducerConfig.CLIENT_ID_CONFIG, kafka.instanceId() + "-canary")));
    // A run counts as told on the strength of these: no common property overrides them.
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, HALF_MS);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, HALF_MS);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * HALF_MS);
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetters.LARGEST);
    return all;
  }

  /** Tells of a canary object as an application would of an upload. */
  void announce(JobRequest request, ObjectKey key, Content content) throws InterruptedException {
    Instant now = now();
    ObjectId object = new ObjectId(request.getSource(), key.value());
    send(
        topics.objectChanges(),
        object.toString(),
        ObjectChange.newBuilder()
            .setId(request.getRunId())
            .setSource(object.source())
            .setObjectKey(object.objectKey())
            .setKind(ChangeKind.CREATED)
            .setSender("canary")
            .setOccurredAt(now)
            .setReceivedAt(now)
            .setSize(content.size())
            .setSha256(content.sha256().hex())
            .build());
  }

  void started(JobRequest request, Instant startedAt) throws InterruptedException {
    report(report(request, JobPhase.STARTED, startedAt));
  }

  /** What came of a run; a sign of life comes before the word that all went well. */
  void ended(JobRequest request, Outcome outcome, Instant startedAt, Duration took)
      throws InterruptedException {
    switch (outcome) {
      case Outcome.Proven proven -> {
        heartbeat(request, proven, took);
        report(
            report(request, JobPhase.SUCCEEDED, startedAt)
                .setFigures(
                    List.of(
                        new Figure("bytes", proven.size()),
                        new Figure("round-trip-ms", took.toMillis())))
                .setDetail(
                    "%s came through and was read back in %d ms"
                        .formatted(proven.key(), took.toMillis())));
      }
      case Outcome.Failed failed ->
          report(
              report(request, JobPhase.FAILED, startedAt)
                  .setCauseClass(failed.cause().name())
                  .setDetail(shortened(failed.detail())));
      case Outcome.Skipped skipped ->
          report(report(request, JobPhase.SKIPPED, startedAt).setDetail(skipped.why()));
    }
  }

  private void heartbeat(JobRequest request, Outcome.Proven proven, Duration took)
      throws InterruptedException {
    send(
        topics.heartbeats(),
        request.getSource(),
        Heartbeat.newBuilder()
            .setSource(request.getSource())
            .setRunId(request.getRunId())
            .setObjectKey(proven.key().value())
            .setWritten(proven.written())
            .setSha256(proven.sha256().hex())
            .setRoundTripMs(took.toMillis())
            .setAt(now())
            .build());
  }

  private JobReport.Builder report(JobRequest request, JobPhase phase, Instant startedAt) {
    return JobReport.newBuilder()
        .setRunId(request.getRunId())
        .setSchedule(request.getSchedule())
        .setSource(request.getSource())
        .setJob(request.getJob())
        .setPhase(phase)
        .setAt(now())
        .setStartedAt(startedAt.truncatedTo(ChronoUnit.MILLIS));
  }

  private void report(JobReport.Builder report) throws InterruptedException {
    send(topics.jobReports(), report.getSchedule(), report.build());
  }

  /** The record goes to the dead letters, and a failure is raised. */
  void unreadable(ConsumerRecord<byte[], byte[]> record, SerializationException why)
      throws InterruptedException {
    for (ProducerRecord<byte[], byte[]> letter : deadLetters.records(record, why)) {
      await(producer.send(letter));
    }
  }

  private <V> void send(Topic<V> topic, String key, V value) throws InterruptedException {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    await(
        producer.send(
            new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), bytes)));
  }

  private static void await(Future<RecordMetadata> sent) throws InterruptedException {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException("Kafka did not take what the canary tells", e.getCause());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String shortened(String detail) {
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
