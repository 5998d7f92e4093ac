package fr.mangatheque.continuity.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.processors.job.JobView;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.Heartbeat;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.Tick;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.testkit.s3.Credential;
import fr.mangatheque.continuity.testkit.s3.Right;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the clock to a run and its report, all of it in one process over real sockets. */
class JobsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));
  @TempDir private Path directory;
  private Site site;

  @BeforeEach
  void aSite() {
    site = new Site(directory);
  }

  @AfterEach
  void noSite() {
    site.close();
  }

  private Pipeline start(String more) throws Exception {
    Configuration configuration =
        ConfigurationReader.read(site.file(more), Map.of()).configuration();
    return Pipeline.start(configuration, EnumSet.allOf(Role.class), InstantSource.system());
  }

  private static Optional<JobView> canary(Pipeline pipeline) {
    return pipeline.jobs().stream()
        .filter(view -> view.schedule().job().equals("canary"))
        .findFirst();
  }

  private void fire(Pipeline pipeline, Instant at) throws Exception {
    try (KafkaProducer<String, Tick> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", pipeline.bootstrapServers()),
            topics.ticks().keySerde().serializer(),
            topics.ticks().valueSerde().serializer())) {
      Tick tick =
          Tick.newBuilder()
              .setSchedule("uploads/canary")
              .setDueAt(at)
              .setFiredAt(at)
              .setBy("ana")
              .build();
      var _ =
          producer
              .send(new ProducerRecord<>(topics.ticks().name(), tick.getSchedule(), tick))
              .get();
    }
  }

  private <V> List<V> read(Pipeline pipeline, Topic<V> topic) {
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", pipeline.bootstrapServers()),
            topic.keySerde().deserializer(),
            topic.valueSerde().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<V> all = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> all.add(record.value()));
      }
      return all;
    }
  }

  @Test
  void theNewestObjectProvesTheWayWhereNoneMayBeWritten() throws Exception {
    try (Pipeline pipeline = start("")) {
      await()
          .atMost(PATIENCE)
          .until(() -> canary(pipeline).filter(view -> view.lastEnd() != null).isPresent());
      JobView skipped = canary(pipeline).orElseThrow();
      assertThat(skipped.lastEnd().outcome()).isEqualTo(JobPhase.SKIPPED);
      assertThat(skipped.lastEnd().detail()).contains("the source is empty");
      assertThat(skipped.next()).isAfter(skipped.lastDue());
      assertThat(pipeline.jobs())
          .extracting(view -> view.schedule().job())
          .containsExactly("audit", "canary", "reconcile", "scrub");
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(pipeline.troubles()).isEmpty());

      site.upload(pipeline.intakePort(), "covers/1.jpg", "first");
      await().atMost(PATIENCE).until(() -> site.entries("covers/1.jpg").size() == 1);
      fire(pipeline, Instant.parse("2026-05-04T03:02:01.007Z"));

      await().atMost(PATIENCE).until(() -> canary(pipeline).orElseThrow().lastSuccess() != null);
      assertThat(canary(pipeline).orElseThrow().lastSuccess().runId())
          .isEqualTo("uploads/canary@2026-05-04T03:02:01.007Z");
      assertThat(read(pipeline, topics.heartbeats()))
          .singleElement()
          .satisfies(
              heartbeat -> {
                assertThat(heartbeat.getObjectKey()).isEqualTo("covers/1.jpg");
                assertThat(heartbeat.getWritten()).isFalse();
              });
      assertThat(site.get(pipeline.intakePort(), "/metrics").body())
          .contains("continuity_job_last_success_age_seconds{job=\"canary\",source=\"uploads\"} ")
          .contains("continuity_canary_round_trip_seconds_count{source=\"uploads\"} 1");
    }
  }

  @Test
  void aCanaryIsWrittenWithItsOwnRightAndReadBackFromTheBackup() throws Exception {
    Credential writer = site.originCloud().credentials().create(Right.WRITE);
    String canary =
        "    canary: {access-key-id: '%s', secret-access-key: '%s'}\n"
            .formatted(writer.accessKeyId(), writer.secretAccessKey());
    try (Pipeline pipeline = start(canary)) {
      await()
          .atMost(PATIENCE)
          .until(() -> canary(pipeline).filter(view -> view.lastSuccess() != null).isPresent());

      Heartbeat heartbeat = read(pipeline, topics.heartbeats()).getFirst();
      assertThat(heartbeat.getWritten()).isTrue();
      assertThat(heartbeat.getObjectKey()).startsWith("continuity-canary/");
      assertThat(site.entries(heartbeat.getObjectKey()))
          .containsExactly(new String(site.origin.bytes(heartbeat.getObjectKey()), UTF_8));
      assertThat(canary(pipeline).orElseThrow().lastSuccess().figures())
          .containsEntry("bytes", 256L)
          .containsKey("round-trip-ms");
    }
  }

  @Test
  void aCanaryThatIsRefusedIsAFailureOfItsCause() throws Exception {
    Credential none = site.originCloud().credentials().create(Right.READ);
    String canary =
        "    canary: {access-key-id: '%s', secret-access-key: '%s'}\n"
            .formatted(none.accessKeyId(), none.secretAccessKey());
    try (Pipeline pipeline = start(canary)) {
      await()
          .atMost(PATIENCE)
          .until(() -> canary(pipeline).filter(view -> view.lastEnd() != null).isPresent());

      JobView.End end = canary(pipeline).orElseThrow().lastEnd();
      assertThat(end.outcome()).isEqualTo(JobPhase.FAILED);
      assertThat(end.causeClass()).isEqualTo("ACCESS_DENIED");
      assertThat(read(pipeline, topics.heartbeats())).isEmpty();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(read(pipeline, topics.failures()))
                      .extracting(failure -> failure.getCauseKey())
                      .containsOnly("uploads/CANARY/ACCESS_DENIED"));
    }
  }
}
