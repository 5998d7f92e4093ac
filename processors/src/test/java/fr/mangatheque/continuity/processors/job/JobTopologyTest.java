package fr.mangatheque.continuity.processors.job;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.event.Tick;
import fr.mangatheque.continuity.schemas.state.StoredJob;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTopologyTest {
  private static final Instant START = Instant.parse("2026-05-04T03:00:01Z");
  private static final Instant DUE = Instant.parse("2026-05-04T03:00:00Z");
  private static final ScheduleName CANARY = new ScheduleName("uploads", "canary");
  private static final ScheduleName DRILL = new ScheduleName("uploads", "drill");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path directory;
  private final Topics topics = Topics.of("test-", WireSerdes.open(Optional.empty()));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Instant now = START;
  private TopologyTestDriver driver;
  private TestInputTopic<String, Tick> ticks;
  private TestInputTopic<String, JobReport> reports;
  private TestInputTopic<String, OperatorAction> actions;
  private TestOutputTopic<String, JobRequest> requests;
  private TestOutputTopic<String, JobReport> told;
  private TestOutputTopic<String, FailureEvent> failures;

  @BeforeEach
  void start() {
    JobPlan hourly =
        new JobPlan(
            CANARY,
            after -> Optional.of(after.truncatedTo(ChronoUnit.HOURS).plus(HOUR)),
            Duration.ofMinutes(5));
    JobPlan monthly =
        JobPlan.rare(
            DRILL,
            after -> Optional.of(after.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(30))),
            Duration.ofDays(7));
    JobSettings settings =
        JobSettings.of(Set.of("uploads"), List.of(hourly, monthly), 1, 1, directory);
    KafkaConnection kafka = new KafkaConnection("localhost:1", "test", Map.of());
    InstantSource clock = () -> now;
    Properties configuration =
        Jobs.settings(settings, topics, kafka, new DeadLetters(topics, clock)).properties();
    // the driver drops what a transaction holds when a record is passed over; a broker does not
    configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver =
        new TopologyTestDriver(
            JobTopology.of(
                topics, settings, new JobMetrics(registry, clock, settings.plans().keySet())),
            configuration,
            START);
    ticks =
        driver.createInputTopic(
            topics.ticks().name(),
            new StringSerializer(),
            topics.ticks().valueSerde().serializer());
    reports =
        driver.createInputTopic(
            topics.jobReports().name(),
            new StringSerializer(),
            topics.jobReports().valueSerde().serializer());
    actions =
        driver.createInputTopic(
            topics.operatorActions().name(),
            new StringSerializer(),
            topics.operatorActions().valueSerde().serializer());
    requests =
        driver.createOutputTopic(
            topics.jobRequests().name(),
            new StringDeserializer(),
            topics.jobRequests().valueSerde().deserializer());
    told =
        driver.createOutputTopic(
            topics.jobReports().name(),
            new StringDeserializer(),
            topics.jobReports().valueSerde().deserializer());
    failures =
        driver.createOutputTopic(
            topics.failures().name(),
            new StringDeserializer(),
            topics.failures().valueSerde().deserializer());
    advance(Duration.ofSeconds(1));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void advance(Duration by) {
    now = now.plus(by);
    driver.advanceWallClockTime(by);
  }

  private void tick(ScheduleName schedule, Instant due, String by) {
    ticks.pipeInput(
        schedule.toString(),
        Tick.newBuilder()
            .setSchedule(schedule.toString())
            .setDueAt(due)
            .setFiredAt(now)
            .setBy(by)
            .build());
  }

  private void tick(Instant due) {
    tick(CANARY, due, "");
  }

  private void report(String runId, JobPhase phase, String cause) {
    reports.pipeInput(
        CANARY.toString(),
        JobReport.newBuilder()
            .setRunId(runId)
            .setSchedule(CANARY.toString())
            .setSource("uploads")
            .setJob("canary")
            .setPhase(phase)
            .setAt(now.truncatedTo(ChronoUnit.MILLIS))
            .setStartedAt(now.truncatedTo(ChronoUnit.MILLIS))
            .setFigures(List.of(new Figure("bytes", 64L)))
            .setCauseClass(cause)
            .setDetail("as it went")
            .build());
  }

  private void report(String runId, JobPhase phase) {
    report(runId, phase, null);
  }

  private void pause(OperatorActionKind kind, Instant until) {
    actions.pipeInput(
        "source/uploads",
        OperatorAction.newBuilder()
            .setSubject("source/uploads")
            .setKind(kind)
            .setBy("ana")
            .setAt(START)
            .setUntil(until)
            .setReason("a move")
            .build());
  }

  private JobView view() {
    KeyValueStore<String, StoredJob> store = driver.getKeyValueStore(JobProcessor.STORE);
    return JobView.of(
        CANARY, JobCodec.fromRecord(store.get(CANARY.toString())), Optional.empty(), now);
  }

  private double gauge(String name) {
    return registry.get(name).tag("job", "canary").gauge().value();
  }

  private List<JobReport> told() {
    return told.readValuesToList();
  }

  @Test
  void howMuchIsAskedForByHandIsPassedOn() {
    ticks.pipeInput(
        CANARY.toString(),
        Tick.newBuilder()
            .setSchedule(CANARY.toString())
            .setDueAt(DUE)
            .setFiredAt(now)
            .setBy("ana")
            .setAmount(7L)
            .build());

    assertThat(requests.readValue().getAmount()).isEqualTo(7);
  }

  @Test
  void aTickBecomesARequestAndItsReportsAreShown() {
    tick(DUE);

    assertThat(requests.readKeyValuesToList())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.key).isEqualTo("uploads/canary");
              assertThat(request.value.getRunId()).isEqualTo("uploads/canary@2026-05-04T03:00:00Z");
              assertThat(request.value.getDueAt()).isEqualTo(DUE);
              assertThat(request.value.getJob()).isEqualTo("canary");
            });
    assertThat(gauge("continuity.job.running")).isEqualTo(1);
    report(CANARY.runId(DUE), JobPhase.STARTED);
    assertThat(view().run()).isNotNull();
    assertThat(view().run().figures()).containsEntry("bytes", 64L);

    advance(Duration.ofSeconds(3));
    report(CANARY.runId(DUE), JobPhase.SUCCEEDED);

    assertThat(view().run()).isNull();
    assertThat(view().lastSuccess().runId()).isEqualTo(CANARY.runId(DUE));
    assertThat(view().lastDue()).isEqualTo(DUE);
    assertThat(failures.isEmpty()).isTrue();
    assertThat(gauge("continuity.job.running")).isZero();
    assertThat(gauge("continuity.job.last.success.age.seconds")).isBetween(0.0, 1.0);
    assertThat(registry.get("continuity.job.runs").tag("outcome", "succeeded").counter().count())
        .isEqualTo(1);
  }

  @Test
  void aDueTimeIsActedOnOnceHoweverManyTellIt() {
    tick(DUE);
    tick(DUE);
    report(CANARY.runId(DUE), JobPhase.SUCCEEDED);
    tick(DUE);
    tick(DUE.minus(HOUR));

    assertThat(requests.readValuesToList()).hasSize(1);
    assertThat(told()).isEmpty();
  }

  @Test
  void whatIsUnderWayIsNotBegunAgain() {
    tick(DUE);
    report(CANARY.runId(DUE), JobPhase.STARTED);
    tick(CANARY, DUE.plus(HOUR), "");
    tick(CANARY, DUE.plusSeconds(5), "ana");

    assertThat(requests.readValuesToList()).hasSize(1);
    assertThat(told())
        .hasSize(2)
        .allSatisfy(
            report -> {
              assertThat(report.getPhase()).isEqualTo(JobPhase.SKIPPED);
              assertThat(report.getDetail()).contains("still under way");
            });
    assertThat(view().lastSkip().runId()).isEqualTo(CANARY.runId(DUE.plusSeconds(5)));
  }

  @Test
  void aRunThatSaysNothingIsGivenUpAndTheNextBegins() {
    tick(DUE);
    advance(Duration.ofMinutes(6));

    assertThat(told())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getPhase()).isEqualTo(JobPhase.FAILED);
              assertThat(report.getCauseClass()).isEqualTo("OVERDUE");
            });
    assertThat(failures.readValue())
        .satisfies(
            failure -> {
              assertThat(failure.getCauseKey()).isEqualTo("uploads/JOB/OVERDUE");
              assertThat(failure.getObjectKey()).isEqualTo("canary");
              assertThat(failure.getKind()).isEqualTo(FailureKind.RAISED);
            });
    tick(DUE.plus(HOUR));
    assertThat(requests.readValuesToList()).hasSize(2);
    report(CANARY.runId(DUE.plus(HOUR)), JobPhase.SUCCEEDED);
    assertThat(failures.readValue().getKind()).isEqualTo(FailureKind.CLEARED);
  }

  @Test
  void aRunThatSpeaksIsNotGivenUp() {
    tick(DUE);
    for (int i = 0; i < 60; i++) {
      advance(Duration.ofMinutes(4));
      report(CANARY.runId(DUE), JobPhase.PROGRESS);
    }

    assertThat(failures.isEmpty()).isTrue();
    assertThat(view().run()).isNotNull();
  }

  @Test
  void theWordOfARunThatWasGivenUpCountsIfAllWentWell() {
    tick(DUE);
    advance(Duration.ofMinutes(6));
    assertThat(failures.readValue().getKind()).isEqualTo(FailureKind.RAISED);

    report(CANARY.runId(DUE), JobPhase.SUCCEEDED);

    assertThat(failures.readValue().getKind()).isEqualTo(FailureKind.CLEARED);
    assertThat(view().lastSuccess()).isNotNull();
  }

  @Test
  void whatFailsIsToldByItsCauseUntilItSucceeds() {
    tick(DUE);
    report(CANARY.runId(DUE), JobPhase.FAILED, "UNREACHABLE");
    tick(DUE.plus(HOUR));
    report(CANARY.runId(DUE.plus(HOUR)), JobPhase.FAILED, "ROUND_TRIP_FAILED");
    tick(DUE.plus(HOUR.multipliedBy(2)));
    report(CANARY.runId(DUE.plus(HOUR.multipliedBy(2))), JobPhase.SUCCEEDED);

    assertThat(failures.readValuesToList())
        .extracting(FailureEvent::getCauseKey, FailureEvent::getKind, FailureEvent::getStage)
        .containsExactly(
            tuple("UNREACHABLE", FailureKind.RAISED),
            tuple("UNREACHABLE", FailureKind.CLEARED),
            tuple("ROUND_TRIP_FAILED", FailureKind.RAISED),
            tuple("ROUND_TRIP_FAILED", FailureKind.CLEARED));
  }

  private static org.assertj.core.groups.Tuple tuple(String cause, FailureKind kind) {
    return org.assertj.core.groups.Tuple.tuple("uploads/CANARY/" + cause, kind, Stage.CANARY);
  }

  @Test
  void aJobThatNobodyTicksIsOverdueAfterThreeTimes() {
    advance(Duration.ofHours(3));
    assertThat(failures.isEmpty()).isTrue();

    advance(Duration.ofMinutes(31));

    assertThat(failures.readValue())
        .satisfies(
            failure -> {
              assertThat(failure.getCauseKey()).isEqualTo("uploads/JOB/OVERDUE");
              assertThat(failure.getDetail()).contains("never succeeded");
            });
    assertThat(gauge("continuity.job.overdue")).isEqualTo(1);
    assertThat(gauge("continuity.job.last.success.age.seconds")).isNaN();
    advance(Duration.ofHours(5));
    assertThat(failures.isEmpty()).isTrue();
  }

  @Test
  void aPausedSourceIsSkippedAndNotOverdueButAHandIsObeyed() {
    pause(OperatorActionKind.PAUSE, null);
    for (int i = 0; i < 6; i++) {
      tick(DUE.plus(HOUR.multipliedBy(i)));
      advance(HOUR);
    }

    assertThat(requests.isEmpty()).isTrue();
    assertThat(failures.isEmpty()).isTrue();
    assertThat(told())
        .hasSize(6)
        .allSatisfy(
            report ->
                assertThat(report.getDetail())
                    .isEqualTo("ana paused the source at 2026-05-04T03:00:01Z: a move"));
    tick(CANARY, now, "ana");
    assertThat(requests.readValue().getBy()).isEqualTo("ana");
  }

  @Test
  void aPauseEndsByAWordOrByItself() {
    pause(OperatorActionKind.PAUSE, null);
    pause(OperatorActionKind.RESUME, null);
    tick(DUE);
    report(CANARY.runId(DUE), JobPhase.SUCCEEDED);
    pause(OperatorActionKind.PAUSE, DUE.plus(HOUR));
    advance(HOUR);
    tick(DUE.plus(HOUR));

    assertThat(requests.readValuesToList()).hasSize(2);
    assertThat(told()).isEmpty();
  }

  @Test
  void aClockThatWasAheadDoesNotSilenceWhatIsDueNow() {
    Instant ahead = DUE.plus(Duration.ofDays(365));
    tick(ahead);
    report(CANARY.runId(ahead), JobPhase.SUCCEEDED);
    tick(DUE);
    tick(DUE);

    assertThat(requests.readValuesToList())
        .extracting(JobRequest::getDueAt)
        .containsExactly(ahead, DUE);
  }

  @Test
  void aSourceNobodyKnowsIsAnsweredAndNotKept() {
    ScheduleName other = new ScheduleName("elsewhere", "audit");
    tick(other, DUE, "ana");

    assertThat(requests.isEmpty()).isTrue();
    assertThat(told())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getPhase()).isEqualTo(JobPhase.SKIPPED);
              assertThat(report.getDetail()).isEqualTo("there is no source 'elsewhere' here");
            });
  }

  @Test
  void aJobWithoutAScheduleRunsByHandAndIsNeverOverdue() {
    ScheduleName rebuild = new ScheduleName("uploads", "rebuild");
    tick(rebuild, now, "ana");
    assertThat(requests.readValue().getJob()).isEqualTo("rebuild");
    reports.pipeInput(
        rebuild.toString(),
        JobReport.newBuilder()
            .setRunId(rebuild.runId(now))
            .setSchedule(rebuild.toString())
            .setSource("uploads")
            .setJob("rebuild")
            .setPhase(JobPhase.SUCCEEDED)
            .setAt(now)
            .build());

    advance(Duration.ofHours(3));

    assertThat(failures.isEmpty()).isTrue();
  }

  @Test
  void aFaultOfTheCdnThatADrillFindsIsTheCdnsAndEndsUnlessTheCdnsOwnCheckFindsItToo() {
    for (String job : List.of("drill", "cdn")) {
      ScheduleName name = new ScheduleName("uploads", job);
      tick(name, now, "ana");
      reports.pipeInput(
          name.toString(),
          JobReport.newBuilder()
              .setRunId(name.runId(now))
              .setSchedule(name.toString())
              .setSource("uploads")
              .setJob(job)
              .setPhase(JobPhase.FAILED)
              .setAt(now)
              .setCauseClass("CDN_FAULT")
              .build());
    }

    List<FailureEvent> raised = failures.readValuesToList();
    assertThat(raised)
        .extracting(FailureEvent::getCauseKey, FailureEvent::getStage, FailureEvent::getObjectKey)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("uploads/CDN/CDN_FAULT", Stage.CDN, "drill"),
            org.assertj.core.groups.Tuple.tuple("uploads/CDN/CDN_FAULT", Stage.CDN, "cdn"));
    assertThat(raised.getFirst().getClearsAt()).isAfter(now.plus(Duration.ofDays(1)));
    assertThat(raised.getLast().getClearsAt()).isNull();
  }

  @Test
  void aRareJobBeginsWhenItIsDueNextAndNotForATimeBeforeItWasKnown() {
    tick(DRILL, DUE, "");
    advance(HOUR);
    tick(DRILL, DUE, "");
    List<JobRequest> made = requests.readValuesToList();
    tick(DRILL, DUE.plus(HOUR), "");

    assertThat(made).isEmpty();
    assertThat(requests.readValuesToList())
        .extracting(JobRequest::getRunId)
        .containsExactly(DRILL.runId(DUE.plus(HOUR)));
  }

  @Test
  void aRareJobThatWasMissedOnceItWasKnownIsMadeUp() {
    advance(HOUR.multipliedBy(5));

    tick(DRILL, DUE.plus(HOUR), "");

    assertThat(requests.readValuesToList())
        .extracting(JobRequest::getRunId)
        .containsExactly(DRILL.runId(DUE.plus(HOUR)));
  }

  @Test
  void aRecordOnAWrongKeyIsSentAgainToItsOwn() {
    ticks.pipeInput(
        "nonsense",
        Tick.newBuilder().setSchedule(CANARY.toString()).setDueAt(DUE).setFiredAt(now).build());

    assertThat(requests.readValuesToList()).hasSize(1);
  }

  @Test
  void whatNobodyCanReadIsADeadLetterAndStopsNothing() {
    TestInputTopic<String, byte[]> poison =
        driver.createInputTopic(
            topics.ticks().name(), new StringSerializer(), new ByteArraySerializer());
    TestInputTopic<String, byte[]> decided =
        driver.createInputTopic(
            topics.operatorActions().name(), new StringSerializer(), new ByteArraySerializer());
    poison.pipeInput("uploads/canary", new byte[] {1, 2, 3});
    decided.pipeInput("source/uploads", new byte[] {1, 2, 3});
    ticks.pipeInput("x", Tick.newBuilder().setSchedule("x").setDueAt(DUE).setFiredAt(now).build());
    tick(DUE);

    assertThat(requests.readValuesToList()).hasSize(1);
    assertThat(failures.readValuesToList())
        .extracting(FailureEvent::getCauseClass)
        .containsOnly("UNREADABLE_RECORD")
        .hasSize(2);
  }
}
