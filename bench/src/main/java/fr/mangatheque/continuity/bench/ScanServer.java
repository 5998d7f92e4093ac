package fr.mangatheque.continuity.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.processors.scan.ScanCoordinator;
import fr.mangatheque.continuity.processors.scan.ScanPolicy;
import fr.mangatheque.continuity.processors.scan.ScanSettings;
import fr.mangatheque.continuity.processors.scan.ScanSource;
import fr.mangatheque.continuity.processors.scan.ScanWorker;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The process that is measured: what decides on scans and what lists, nothing else. */
final class ScanServer {
  private static final String SOURCE = "uploads";

  private ScanServer() {}

  /**
   * Arguments: broker, endpoint of the backup, state directory. For each line it reads it makes the
   * ledger anew, and tells names, wall and CPU nanoseconds, and its peak resident memory in KiB.
   */
  public static void main(String[] arguments) throws Exception {
    InstantSource clock = InstantSource.system();
    KafkaConnection kafka = new KafkaConnection(arguments[0], "bench", Map.of());
    EndpointLimits limits = new EndpointLimits(64, Map.of(), clock);
    URI endpoint = URI.create(arguments[1]);
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (WireSerdes serdes = WireSerdes.open(Optional.empty());
        S3ObjectStore store =
            S3ObjectStore.open(S3Settings.of(endpoint, "us-east-1", "safe", "bench", "b"), clock)) {
      Topics topics = Topics.of("", serdes);
      ScanSource source =
          new ScanSource(
              SOURCE,
              store,
              limits.of(endpoint),
              store,
              limits.of(endpoint),
              new BackupLayout(EndlessBucket.PREFIX));
      ScanSettings settings =
          new ScanSettings(Set.of(SOURCE), ScanPolicy.DEFAULT, Path.of(arguments[2]));
      try (ScanCoordinator coordinator =
              new ScanCoordinator(settings, topics, kafka, metrics, clock);
          ScanWorker worker = new ScanWorker(kafka, topics, List.of(source), 4, metrics, clock)) {
        coordinator.start();
        worker.start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        System.out.println("=ready");
        while (lines.readLine() != null) {
          System.out.println("=" + rebuild(kafka, topics, clock));
        }
      }
    }
  }

  private static String rebuild(KafkaConnection kafka, Topics topics, InstantSource clock)
      throws Exception {
    String runId = SOURCE + "/rebuild@" + UUID.randomUUID();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    JobRequest request =
        JobRequest.newBuilder()
            .setRunId(runId)
            .setSchedule(SOURCE + "/rebuild")
            .setSource(SOURCE)
            .setJob("rebuild")
            .setDueAt(now)
            .setRequestedAt(now)
            .build();
    try (KafkaProducer<String, JobRequest> producer =
        new KafkaProducer<>(
            kafka.client(Map.of()),
            new StringSerializer(),
            topics.jobRequests().valueSerde().serializer())) {
      producer
          .send(new ProducerRecord<>(topics.jobRequests().name(), request.getSchedule(), request))
          .get();
    }
    return outcome(kafka, topics, runId);
  }

  private static String outcome(KafkaConnection kafka, Topics topics, String runId)
      throws IOException {
    try (KafkaConsumer<String, JobReport> reports =
        new KafkaConsumer<>(
            kafka.client(Map.of("auto.offset.reset", "earliest")),
            new StringDeserializer(),
            topics.jobReports().valueSerde().deserializer())) {
      List<TopicPartition> all =
          reports.partitionsFor(topics.jobReports().name()).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      reports.assign(all);
      reports.seekToBeginning(all);
      long cpu = 0;
      while (true) {
        for (ConsumerRecord<String, JobReport> record : reports.poll(Duration.ofMillis(20))) {
          JobReport report = record.value();
          if (!report.getRunId().equals(runId)) {
            continue;
          }
          if (report.getPhase() == JobPhase.STARTED) {
            cpu = Cpu.nanos();
          } else if (report.getPhase() == JobPhase.SUCCEEDED) {
            long wall = Duration.between(report.getStartedAt(), report.getAt()).toNanos();
            return report.getDone() + " " + wall + " " + (Cpu.nanos() - cpu) + " " + peak();
          } else if (report.getPhase() == JobPhase.FAILED) {
            throw new IOException("the scan failed: " + report.getDetail());
          }
        }
      }
    }
  }

  /** Peak resident memory of this process, in KiB. */
  private static long peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }
}
