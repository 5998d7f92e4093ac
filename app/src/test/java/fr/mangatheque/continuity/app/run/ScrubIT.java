package fr.mangatheque.continuity.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.testkit.s3.Exchange;
import fr.mangatheque.continuity.testkit.s3.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a backup while nobody looks is found, and mended where it can be. */
class ScrubIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String READ_BACK_AT_ONCE =
      """
      scrub: {within: 1s}
      notifier: {channels: {screen: {type: console}}}
      """;
  private static final String SOUND = "pages/sound.jpg";
  private static final String ROTTEN = "pages/rotten.jpg";
  private static final String VANISHED = "pages/vanished.jpg";
  private static final String LOST = "pages/lost.jpg";

  @TempDir private Path directory;
  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));
  private Site site;
  private Pipeline pipeline;

  @BeforeEach
  void aSite() throws Exception {
    site = new Site(directory);
    pipeline =
        Pipeline.start(
            ConfigurationReader.read(site.file(READ_BACK_AT_ONCE), Map.of()).configuration(),
            // no clock: an audit or a canary would read as well
            EnumSet.complementOf(EnumSet.of(Role.TICKER)),
            InstantSource.system());
  }

  @AfterEach
  void noSite() {
    pipeline.close();
    site.close();
  }

  private String onlyEntry(String key) {
    String prefix = "objects/" + key + "/";
    return site.backup.keys().stream().filter(name -> name.startsWith(prefix)).findFirst().get();
  }

  /** Until it is told: the first copies are read back at once, and not to be spoilt before. */
  private void protect(String key) throws Exception {
    site.upload(pipeline.intakePort(), key, "what " + key + " shows");
    await().atMost(PATIENCE).until(() -> !results(key, CopyOutcome.COPIED).isEmpty());
  }

  /** A run of the job that is due now. */
  private void run() throws Exception {
    Instant now = InstantSource.system().instant();
    JobRequest request =
        JobRequest.newBuilder()
            .setRunId("uploads/scrub@" + now)
            .setSchedule("uploads/scrub")
            .setSource("uploads")
            .setJob("scrub")
            .setDueAt(now)
            .setRequestedAt(now)
            .setBy("test")
            .build();
    try (KafkaProducer<String, JobRequest> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", pipeline.bootstrapServers()),
            new StringSerializer(),
            topics.jobRequests().valueSerde().serializer())) {
      producer
          .send(new ProducerRecord<>(topics.jobRequests().name(), "uploads/scrub", request))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private <T> List<T> read(Topic<T> topic) {
    try (KafkaConsumer<String, T> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                pipeline.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            topic.valueSerde().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<T> all = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> all.add(record.value()));
      }
      return all;
    }
  }

  private List<CopyResult> results(String key, CopyOutcome outcome) {
    return read(topics.copyResults()).stream()
        .filter(result -> result.getObjectKey().equals(key))
        .filter(result -> result.getOutcome() == outcome)
        .toList();
  }

  private List<CopyResult> verified(String key) {
    return results(key, CopyOutcome.VERIFIED);
  }

  private List<FailureEvent> told(String causeClass) {
    return read(topics.failures()).stream()
        .filter(failure -> failure.getKind() == FailureKind.RAISED)
        .filter(failure -> failure.getCauseClass().equals(causeClass))
        .toList();
  }

  private void runUntilVerified(String key) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              run();
              return !verified(key).isEmpty();
            });
  }

  @Test
  void whatIsReadBackCostsAGetAVersionAndNothingOfTheSource() throws Exception {
    protect(SOUND);
    String entry = onlyEntry(SOUND);
    site.originCloud().journal().start();
    site.backupCloud().journal().start();

    runUntilVerified(SOUND);

    await()
        .atMost(PATIENCE)
        .until(() -> verified(SOUND).size() == site.backupCloud().journal().about(entry).size());
    assertThat(site.backupCloud().journal().about(entry))
        .extracting(Exchange::operation)
        .containsOnly(Operation.GET);
    assertThat(site.originCloud().journal().about(SOUND)).isEmpty();
    assertThat(verified(SOUND).getFirst().getEntry().getVerifiedAt()).isNotNull();
    assertThat(site.get(pipeline.intakePort(), "/metrics").body())
        .contains("continuity_scrub_versions_total{source=\"uploads\"}")
        .contains("continuity_scrub_read_bytes_total{source=\"uploads\"}")
        .contains("continuity_scrub_oldest_timestamp_seconds{");
  }

  @Test
  void aRottenByteAndAVanishedVersionAreMendedFromTheSource() throws Exception {
    protect(ROTTEN);
    protect(VANISHED);
    String rotten = onlyEntry(ROTTEN);
    String vanished = onlyEntry(VANISHED);
    site.backup.corrupt(rotten, 3);
    site.backup.remove(vanished);

    runUntilVerified(ROTTEN);
    runUntilVerified(VANISHED);

    assertThat(site.backup.bytes(rotten + "~r1"))
        .isEqualTo(site.origin.bytes(ROTTEN))
        .isNotEqualTo(site.backup.bytes(rotten));
    assertThat(site.backup.bytes(vanished)).isEqualTo(site.origin.bytes(VANISHED));
    assertThat(site.entries(VANISHED)).hasSize(1);
    await().atMost(PATIENCE).until(() -> !told("WRONG_IN_BACKUP").isEmpty());
    await().atMost(PATIENCE).until(() -> !told("NOT_KEPT").isEmpty());
    assertThat(told("WRONG_IN_BACKUP"))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.getObjectKey()).isEqualTo(ROTTEN);
              assertThat(failure.getClearsAt()).isNotNull();
            });
    assertThat(told("LOST_VERSION")).isEmpty();
  }

  @Test
  void whatNobodyHasAnyMoreIsACriticalIncidentAndTheNewContentIsProtected() throws Exception {
    protect(LOST);
    String lost = onlyEntry(LOST);
    site.backup.corrupt(lost, 3);
    site.origin.put(LOST, "what came in its place".getBytes(UTF_8));

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              run();
              return !told("LOST_VERSION").isEmpty();
            });

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(site.entries(LOST)).last().isEqualTo("what came in its place"));
    assertThat(told("LOST_VERSION").getFirst().getDetail())
        .contains(LOST)
        .contains(lost.substring(lost.lastIndexOf('/') + 1));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(read(topics.notifications()))
                    .filteredOn(told -> told.getCauseClass().equals("LOST_VERSION"))
                    .isNotEmpty()
                    .extracting(Notification::getSeverity)
                    .containsOnly(Severity.CRITICAL));
  }
}
