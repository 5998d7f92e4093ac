package fr.mangatheque.continuity.processors.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.testkit.kafka.EmbeddedKafka;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs of jobs over a real broker: each test has topics of its own. */
class JobWorkerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant DUE = Instant.parse("2026-05-04T03:02:01Z");
  private static final AtomicInteger INSTANCES = new AtomicInteger();
  private static EmbeddedKafka broker;

  @BeforeAll
  static void aBroker() throws Exception {
    broker = EmbeddedKafka.start();
  }

  @AfterAll
  static void noBroker() throws Exception {
    broker.close();
  }

  private static KafkaConnection kafka() {
    return new KafkaConnection(
        broker.bootstrapServers(), "host-" + INSTANCES.incrementAndGet(), Map.of());
  }

  private static Topics topics(String prefix) {
    Topics topics = Topics.of(prefix, WireSerdes.open(Optional.empty()));
    TopicProvisioning.ensure(kafka(), topics, new TopicSettings(2, 1), Duration.ofSeconds(30));
    return topics;
  }

  private static JobWorker worker(Topics topics, JobTask task) {
    JobWorker worker =
        new JobWorker("tidy", Set.of("tidy"), 1, task, kafka(), topics, InstantSource.system());
    worker.start();
    return worker;
  }

  private static void request(Topics topics, String source, String job) throws Exception {
    String schedule = source + "/" + job;
    JobRequest request =
        JobRequest.newBuilder()
            .setRunId(schedule + "@" + DUE)
            .setSchedule(schedule)
            .setSource(source)
            .setJob(job)
            .setDueAt(DUE)
            .setRequestedAt(DUE)
            .build();
    try (KafkaProducer<String, JobRequest> producer =
        new KafkaProducer<>(
            kafka().client(Map.of()),
            topics.jobRequests().keySerde().serializer(),
            topics.jobRequests().valueSerde().serializer())) {
      var _ =
          producer.send(new ProducerRecord<>(topics.jobRequests().name(), schedule, request)).get();
    }
  }

  private static List<JobReport> reports(Topics topics, String source) {
    return broker.read(topics.jobReports().name()).stream()
        .map(
            record ->
                topics.jobReports().valueSerde().deserializer().deserialize("", record.value()))
        .filter(report -> report.getSource().equals(source))
        .toList();
  }

  private static void awaitEnd(Topics topics, String source, JobPhase phase) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> reports(topics, source).stream().anyMatch(report -> report.getPhase() == phase));
  }

  @Test
  void aRunIsToldOfFromItsStartToItsEnd() throws Exception {
    Topics topics = topics("told-");
    JobTask task =
        (request, voice) -> {
          voice.progress(3, 7L, List.of(new Figure("objects", 3L)), "three of seven");
          voice.progress(4, 7L, List.of(), "too soon after to be told");
          return request.getSource().equals("bad")
              ? new JobOutcome.Failed(CauseClass.CORRUPT, "covers/1.jpg has other bytes")
              : new JobOutcome.Succeeded(List.of(new Figure("objects", 7L)), "all seven");
        };
    try (JobWorker worker = worker(topics, task)) {
      request(topics, "good", "audit");
      request(topics, "good", "tidy");
      request(topics, "bad", "tidy");
      awaitEnd(topics, "good", JobPhase.SUCCEEDED);
      awaitEnd(topics, "bad", JobPhase.FAILED);
      assertThat(worker.health().ready()).isTrue();
    }

    List<JobReport> good = reports(topics, "good");
    assertThat(good)
        .extracting(JobReport::getPhase)
        .containsExactly(JobPhase.STARTED, JobPhase.PROGRESS, JobPhase.SUCCEEDED);
    assertThat(good).extracting(JobReport::getRunId).containsOnly("good/tidy@" + DUE);
    assertThat(good.get(1).getDone()).isEqualTo(3);
    assertThat(good.get(1).getTotal()).isEqualTo(7);
    assertThat(good.get(2).getFigures()).containsExactly(new Figure("objects", 7L));
    assertThat(good.get(2).getDetail()).isEqualTo("all seven");
    assertThat(reports(topics, "bad").getLast().getCauseClass()).isEqualTo("CORRUPT");
    assertThat(reports(topics, "bad").getLast().getDetail()).contains("covers/1.jpg");
  }

  @Test
  void aFaultOfOursIsAFailedRunAndTheNextOneIsMade() throws Exception {
    Topics topics = topics("fault-");
    JobTask task =
        (request, _) -> {
          if (request.getSource().equals("odd")) {
            throw new IllegalStateException("never thought of");
          }
          return new JobOutcome.Skipped("nothing to do");
        };
    try (JobWorker _ = worker(topics, task)) {
      request(topics, "odd", "tidy");
      request(topics, "even", "tidy");
      awaitEnd(topics, "odd", JobPhase.FAILED);
      awaitEnd(topics, "even", JobPhase.SKIPPED);
    }

    assertThat(reports(topics, "odd").getLast().getCauseClass()).isEqualTo("INTERNAL");
    assertThat(reports(topics, "odd").getLast().getDetail()).contains("never thought of");
  }

  @Test
  void aRunWhoseWordKafkaDidNotTakeIsMadeAgain() throws Exception {
    Topics topics = topics("again-");
    AtomicInteger tries = new AtomicInteger();
    JobTask task =
        (_, _) -> {
          if (tries.incrementAndGet() == 1) {
            throw new KafkaException("away for a moment");
          }
          return new JobOutcome.Succeeded(List.of(), "at last");
        };
    try (JobWorker _ = worker(topics, task)) {
      request(topics, "uploads", "tidy");
      awaitEnd(topics, "uploads", JobPhase.SUCCEEDED);
    }

    assertThat(tries).hasValue(2);
  }

  @Test
  void aRunThatTheEndOfAProcessBrokeOffIsMadeByTheNext() throws Exception {
    Topics topics = topics("killed-");
    CountDownLatch begun = new CountDownLatch(1);
    JobTask endless =
        (_, _) -> {
          begun.countDown();
          new CountDownLatch(1).await();
          return new JobOutcome.Skipped("never");
        };
    try (JobWorker _ = worker(topics, endless)) {
      request(topics, "uploads", "tidy");
      assertThat(begun.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
    try (JobWorker _ =
        worker(topics, (_, _) -> new JobOutcome.Succeeded(List.of(), "made by another"))) {
      awaitEnd(topics, "uploads", JobPhase.SUCCEEDED);
    }

    assertThat(reports(topics, "uploads"))
        .extracting(JobReport::getPhase)
        .containsExactly(JobPhase.STARTED, JobPhase.STARTED, JobPhase.SUCCEEDED);
  }
}
