package fr.mangatheque.continuity.processors.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
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
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrubTopologyTest {
  private static final Instant START = Instant.parse("2026-05-04T03:00:00Z");
  private static final int PARTITIONS = 4;

  @TempDir Path directory;
  private TopologyTestDriver driver;
  private TestInputTopic<String, JobRequest> requests;
  private TestOutputTopic<String, ObjectChange> changes;
  private TestOutputTopic<String, JobReport> reports;

  @BeforeEach
  void start() {
    Topics topics = Topics.of("test-", WireSerdes.open(Optional.empty()));
    ScrubSettings settings =
        new ScrubSettings(
            Set.of("uploads"),
            new ScrubBudget(Duration.ofDays(90), 24_000L, 2_400L),
            PARTITIONS,
            directory);
    Properties configuration =
        Scrub.settings(
                settings,
                topics,
                new KafkaConnection("localhost:1", "test", Map.of()),
                new DeadLetters(topics, InstantSource.fixed(START)))
            .properties();
    configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver = new TopologyTestDriver(ScrubTopology.of(topics, settings), configuration, START);
    requests =
        driver.createInputTopic(
            topics.jobRequests().name(),
            new StringSerializer(),
            topics.jobRequests().valueSerde().serializer());
    changes =
        driver.createOutputTopic(
            topics.objectChanges().name(),
            new StringDeserializer(),
            topics.objectChanges().valueSerde().deserializer());
    reports =
        driver.createOutputTopic(
            topics.jobReports().name(),
            new StringDeserializer(),
            topics.jobReports().valueSerde().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void run(String source, String job, Instant due) {
    requests.pipeInput(
        source + "/" + job,
        JobRequest.newBuilder()
            .setRunId(source + "/" + job + "@" + due)
            .setSchedule(source + "/" + job)
            .setSource(source)
            .setJob(job)
            .setDueAt(due)
            .setRequestedAt(due)
            .build());
  }

  @Test
  void aRunGrantsEachPartitionItsPartOfWhatTheTimeSinceTheLastBrings() {
    run("uploads", "scrub", START);
    changes.readValuesToList();
    reports.readValuesToList();

    run("uploads", "scrub", START.plus(Duration.ofHours(2)));

    List<ObjectChange> granted = changes.readValuesToList();
    assertThat(granted)
        .hasSize(PARTITIONS)
        .allSatisfy(
            change -> {
              assertThat(change.getKind()).isEqualTo(ChangeKind.SCRUB_GRANTED);
              assertThat(change.getObjectKey()).isEmpty();
              assertThat(change.getSource()).isEqualTo("uploads");
              assertThat(change.getWithin()).isEqualTo(Duration.ofDays(90).toMillis());
              assertThat(change.getSize()).isEqualTo(500);
              assertThat(change.getRequests()).isEqualTo(50);
            });
    assertThat(reports.readValuesToList())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getPhase()).isEqualTo(JobPhase.SUCCEEDED);
              assertThat(report.getRunId()).isEqualTo("uploads/scrub@2026-05-04T05:00:00Z");
              assertThat(report.getFigures())
                  .containsExactly(
                      new Figure("granted-bytes", 2_000L), new Figure("granted-requests", 200L));
            });
  }

  @Test
  void aRunThatComesTwiceGrantsOnce() {
    run("uploads", "scrub", START);
    run("uploads", "scrub", START);

    assertThat(changes.readValuesToList()).hasSize(PARTITIONS);
    assertThat(reports.readValuesToList())
        .extracting(JobReport::getPhase)
        .containsExactly(JobPhase.SUCCEEDED, JobPhase.SKIPPED);
  }

  @Test
  void otherJobsAndOtherSourcesAreNotItsOwn() {
    run("uploads", "audit", START);
    run("elsewhere", "scrub", START);

    assertThat(changes.isEmpty()).isTrue();
    assertThat(reports.readValuesToList())
        .singleElement()
        .satisfies(report -> assertThat(report.getPhase()).isEqualTo(JobPhase.SKIPPED));
  }
}
