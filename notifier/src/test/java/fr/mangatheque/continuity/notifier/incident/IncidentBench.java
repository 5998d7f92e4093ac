package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The incident topology with a clock that stands still unless told. */
final class IncidentBench implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, FailureEvent> failures;
  private final TestInputTopic<String, JobReport> reports;
  private final TestOutputTopic<String, Notification> notifications;
  private Instant now = START;

  IncidentBench(Path stateDir, IncidentTiming timing) {
    this(stateDir, timing, (_, _, _) -> List.of("pager"));
  }

  IncidentBench(Path stateDir, IncidentTiming timing, Audience audience) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "incidents");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    driver =
        new TopologyTestDriver(
            IncidentTopology.build(topics, timing, audience, metrics), properties, START);
    failures =
        driver.createInputTopic(
            topics.failures().name(),
            topics.failures().keySerde().serializer(),
            topics.failures().valueSerde().serializer());
    reports =
        driver.createInputTopic(
            topics.jobReports().name(),
            topics.jobReports().keySerde().serializer(),
            topics.jobReports().valueSerde().serializer());
    notifications =
        driver.createOutputTopic(
            topics.notifications().name(),
            topics.notifications().keySerde().deserializer(),
            topics.notifications().valueSerde().deserializer());
  }

  Instant now() {
    return now;
  }

  void passes(Duration time) {
    driver.advanceWallClockTime(time);
    now = now.plus(time);
  }

  /** The origin of uploads refuses the key for {@code object}. */
  void raised(String object, boolean permanent) {
    send(event(FailureKind.RAISED, object).setPermanent(permanent));
  }

  void cleared(String object) {
    send(event(FailureKind.CLEARED, object));
  }

  /** To be changed and {@link #send sent}. */
  FailureEvent.Builder event(FailureKind kind, @Nullable String object) {
    String causeClass = CauseClass.ACCESS_DENIED.name();
    return FailureEvent.newBuilder()
        .setCauseKey(CauseClass.key("uploads", Stage.ORIGIN, causeClass))
        .setKind(kind)
        .setStage(Stage.ORIGIN)
        .setCauseClass(causeClass)
        .setPermanent(false)
        .setSource("uploads")
        .setObjectKey(object)
        .setAttempts(1)
        .setSince(now)
        .setAt(now)
        .setClearsAt(null)
        .setDetail("403 AccessDenied");
  }

  void send(FailureEvent.Builder event) {
    FailureEvent built = event.build();
    failures.pipeInput(built.getCauseKey(), built);
  }

  void report(JobReport report) {
    reports.pipeInput(report.getSchedule(), report);
  }

  /** What was told since the last call. */
  List<Notification> told() {
    return notifications.readValuesToList();
  }

  double open(String severity) {
    return metrics.get("continuity.incidents.open").tag("severity", severity).gauge().value();
  }

  @Override
  public void close() {
    driver.close();
  }
}
