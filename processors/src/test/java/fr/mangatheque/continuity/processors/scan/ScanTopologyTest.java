package fr.mangatheque.continuity.processors.scan;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.ScanOutcome;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTopologyTest {
  private static final Instant START = Instant.parse("2026-05-04T03:02:01Z");

  @TempDir Path directory;
  private final Topics topics = Topics.of("test-", WireSerdes.open(Optional.empty()));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private TopologyTestDriver driver;

  private void start(String... sources) {
    ScanSettings settings = new ScanSettings(Set.of(sources), ScanPolicy.DEFAULT, directory);
    Properties configuration =
        ScanCoordinator.settings(
                settings,
                topics,
                new KafkaConnection("localhost:1", "test", Map.of()),
                new DeadLetters(topics, InstantSource.fixed(START)))
            .properties();
    driver =
        new TopologyTestDriver(
            ScanTopology.of(
                topics,
                settings,
                new ScanMetrics(registry, InstantSource.fixed(START.plusSeconds(60)))),
            configuration,
            START);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void ask(String source, String job) {
    ask(source, job, "1");
  }

  private void ask(String source, String job, String run) {
    String schedule = source + "/" + job;
    driver
        .createInputTopic(
            topics.jobRequests().name(),
            new StringSerializer(),
            topics.jobRequests().valueSerde().serializer())
        .pipeInput(
            schedule,
            JobRequest.newBuilder()
                .setRunId(schedule + "@" + run)
                .setSchedule(schedule)
                .setSource(source)
                .setJob(job)
                .setDueAt(START)
                .setRequestedAt(START)
                .build());
  }

  private <V> List<V> told(Topic<V> topic) {
    TestOutputTopic<String, V> output =
        driver.createOutputTopic(
            topic.name(), new StringDeserializer(), topic.valueSerde().deserializer());
    return output.readValuesToList();
  }

  @Test
  void othersJobsAreOthers() {
    start("uploads");

    ask("uploads", "scrub");
    ask("uploads", "canary");

    assertThat(told(topics.scanRequests())).isEmpty();
    assertThat(told(topics.jobReports())).isEmpty();
  }

  @Test
  void aSourceThatIsNotThereIsSkippedWithAWord() {
    start("uploads");

    ask("library", "audit");

    JobReport report = told(topics.jobReports()).getFirst();
    assertThat(report.getPhase()).isEqualTo(JobPhase.SKIPPED);
    assertThat(report.getDetail()).contains("library").contains("uploads");
  }

  @Test
  void aSliceWithoutAResultIsAskedForAgainByItself() {
    start("uploads");
    ask("uploads", "rebuild");

    driver.advanceWallClockTime(ScanPolicy.DEFAULT.deadline().plus(Duration.ofSeconds(1)));

    assertThat(told(topics.scanRequests()))
        .extracting(ScanRequest::getAttempt)
        .containsExactly(1, 2);
  }

  private static ScanResult.Builder done(ScanRequest request) {
    return ScanResult.newBuilder()
        .setScanId(request.getScanId())
        .setSource(request.getSource())
        .setSide(request.getSide())
        .setShard(request.getShard())
        .setSlice(request.getSlice())
        .setAttempt(request.getAttempt())
        .setOutcome(ScanOutcome.DONE)
        .setAt(START);
  }

  private void answer(ScanResult.Builder result) {
    driver
        .createInputTopic(
            topics.scanResults().name(),
            new StringSerializer(),
            topics.scanResults().valueSerde().serializer())
        .pipeInput("uploads/rebuild", result.build());
  }

  @Test
  void aScanInSeveralShardsIsKeptFromTurnToTurn() {
    start("uploads");
    ask("uploads", "rebuild", "1");
    answer(
        done(told(topics.scanRequests()).getFirst())
            .setListed(300_000)
            .setSamples(List.of("c", "g", "p")));
    ask("uploads", "rebuild", "2");
    List<ScanRequest> shards = told(topics.scanRequests());
    assertThat(shards).extracting(ScanRequest::getUntil).containsExactly("g", "p", null);

    answer(done(shards.get(0)).setOutcome(ScanOutcome.MORE).setNext("d").setListed(1));
    answer(done(shards.get(2)).setListed(1));
    answer(done(told(topics.scanRequests()).getFirst()).setListed(1));
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    answer(done(shards.get(1)).setListed(1));

    JobReport last = told(topics.jobReports()).getLast();
    assertThat(last.getPhase()).isEqualTo(JobPhase.SUCCEEDED);
    assertThat(last.getDone()).isEqualTo(4);
  }

  @Test
  void theAgeOfTheLastCompleteScanIsMeasured() {
    start("uploads");
    ask("uploads", "rebuild");
    ScanRequest request = told(topics.scanRequests()).getFirst();
    answer(done(request));

    assertThat(registry.get("continuity.scan.age").tag("job", "rebuild").timeGauge().value())
        .isEqualTo(60);
  }
}
