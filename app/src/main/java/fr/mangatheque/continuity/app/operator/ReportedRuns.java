package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic of job reports, each time anew, from shortly ago or else from when the run was
 * due: it is a short topic, and nothing has to be kept. Thread-safe.
 */
public final class ReportedRuns implements Runs {
  /** Whoever runs a job tells of it more often than this. */
  private static final Duration SHORTLY = Duration.ofMinutes(10);

  /** Clocks of processes and of Kafka differ. */
  private static final Duration BEFORE = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Topic<JobReport> topic;
  private final KafkaConnection kafka;
  private final InstantSource clock;

  public ReportedRuns(Topic<JobReport> topic, KafkaConnection kafka, InstantSource clock) {
    this.topic = topic;
    this.kafka = kafka;
    this.clock = clock;
  }

  @Override
  public Optional<Run> find(String schedule, String runId, Instant dueAt) {
    Instant start = dueAt.minus(BEFORE);
    Instant shortly = clock.instant().minus(SHORTLY);
    try (Consumer<String, byte[]> consumer = consumer()) {
      Optional<Run> late =
          start.isBefore(shortly) ? last(consumer, schedule, runId, shortly) : Optional.empty();
      return late.isPresent() ? late : last(consumer, schedule, runId, start);
    }
  }

  private Consumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        kafka.client(
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                kafka.instanceId() + "-operator-runs",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(PATIENCE.toMillis()))),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private Optional<Run> last(
      Consumer<String, byte[]> consumer, String schedule, String runId, Instant from) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(topic.name(), info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> times = new LinkedHashMap<>();
    partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
    consumer.offsetsForTimes(times).forEach((partition, at) -> seek(consumer, partition, at, ends));
    JobReport last = null;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("reports of jobs cannot be read in " + PATIENCE);
      }
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        JobReport report = schedule.equals(record.key()) ? read(record) : null;
        if (report != null && runId.equals(report.getRunId())) {
          last = report;
        }
      }
    }
    return Optional.ofNullable(last).map(ReportedRuns::run);
  }

  private static void seek(
      Consumer<String, byte[]> consumer,
      TopicPartition partition,
      @Nullable OffsetAndTimestamp at,
      Map<TopicPartition, Long> ends) {
    consumer.seek(partition, at == null ? ends.getOrDefault(partition, 0L) : at.offset());
  }

  private JobReport read(ConsumerRecord<String, byte[]> record) {
    return topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
  }

  /** A report in the terms of answers. */
  public static Run run(JobReport report) {
    Map<String, Long> figures = new LinkedHashMap<>();
    for (Figure figure : report.getFigures()) {
      figures.put(figure.getName(), figure.getValue());
    }
    return new Run(
        report.getRunId(),
        report.getPhase().name().toLowerCase(Locale.ROOT),
        report.getAt(),
        report.getStartedAt(),
        report.getDone(),
        report.getTotal(),
        figures,
        report.getCauseClass(),
        report.getDetail());
  }
}
