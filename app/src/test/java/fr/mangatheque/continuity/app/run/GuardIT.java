package fr.mangatheque.continuity.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.processors.guard.OpenCase;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.DeletionEvent;
import fr.mangatheque.continuity.schemas.event.DeletionKind;
import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.NotificationKind;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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

/** Somebody deletes most of a library: of all of it in one process, over real sockets. */
class GuardIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration WINDOW = Duration.ofSeconds(8);
  private static final int OBJECTS = 40;
  private static final int DELETED = 36;

  @TempDir private Path directory;
  private final WireSerdes serdes = WireSerdes.open(Optional.empty());
  private final Topics topics = Topics.of("", serdes);
  private Site site;
  private Pipeline pipeline;

  @BeforeEach
  void aLibraryThatIsProtected() throws Exception {
    site = new Site(directory);
    start();
    for (String key : keys(0, OBJECTS)) {
      site.upload(pipeline.intakePort(), key, "content of " + key);
    }
    await().atMost(PATIENCE).until(() -> site.backup.keys().size() > OBJECTS);
    audited(OBJECTS);
  }

  private void start() throws Exception {
    Path file = site.file("guard: {window: " + WINDOW.toSeconds() + "s}\n");
    pipeline =
        Pipeline.start(
            ConfigurationReader.read(file, Map.of()).configuration(),
            EnumSet.allOf(Role.class),
            InstantSource.system());
    await().atMost(PATIENCE).until(() -> pipeline.troubles().isEmpty());
  }

  @AfterEach
  void stop() {
    pipeline.close();
    site.close();
  }

  private static List<String> keys(int from, int to) {
    return IntStream.range(from, to).mapToObj("covers/%03d.jpg"::formatted).toList();
  }

  private void delete(List<String> keys) throws Exception {
    for (String key : keys) {
      site.remove(pipeline.intakePort(), key);
    }
  }

  private List<String> marked() {
    return site.backup.keys().stream()
        .filter(name -> name.endsWith("~deleted"))
        .map(name -> name.replaceAll("^objects/|/[^/]+$", ""))
        .toList();
  }

  /** As the end of a complete audit tells it. */
  private void audited(long count) throws Exception {
    publish(
        topics.deletions(),
        "uploads",
        DeletionEvent.newBuilder()
            .setSource("uploads")
            .setKind(DeletionKind.AUDITED)
            .setCount(count)
            .setScanId("audit")
            .setAt(Instant.now())
            .build());
  }

  private void decide(OpenCase open, OperatorActionKind kind) throws Exception {
    String subject = "guard/" + open.id();
    publish(
        topics.operatorActions(),
        subject,
        OperatorAction.newBuilder()
            .setSubject(subject)
            .setKind(kind)
            .setBy("ann")
            .setAt(Instant.now())
            .build());
  }

  private <V> void publish(Topic<V> topic, String key, V value) throws Exception {
    try (KafkaProducer<String, V> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", pipeline.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            topic.valueSerde().serializer())) {
      producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    }
  }

  private List<Notification> notifications() {
    Topic<Notification> topic = topics.notifications();
    try (KafkaConsumer<String, Notification> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", pipeline.bootstrapServers()),
            new StringDeserializer(),
            topic.valueSerde().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Notification> all = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> all.add(record.value()));
      }
      return all.stream().filter(it -> it.getCauseClass().equals("MASS_DELETION")).toList();
    }
  }

  private OpenCase frozen() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                pipeline.guard().orElseThrow().open().stream()
                    .anyMatch(open -> open.pending() == DELETED));
    return pipeline.guard().orElseThrow().open().getFirst();
  }

  private void assertNothingIsMarkedForLongerThanTheWindow() {
    await()
        .during(WINDOW.multipliedBy(2))
        .atMost(WINDOW.multipliedBy(3))
        .until(() -> marked().isEmpty());
  }

  @Test
  void mostOfALibraryDeletedAtOnceIsHeldBackUntilItIsApproved() throws Exception {
    delete(keys(0, DELETED));

    OpenCase open = frozen();
    assertThat(open.id()).matches("uploads-\\d{8}-\\d{6}");
    assertThat(open.audited()).isEqualTo(OBJECTS);
    assertThat(open.examples()).hasSize(10).isSubsetOf(keys(0, DELETED));
    assertThat(open.bytes())
        .isEqualTo(
            DELETED * (long) "content of covers/000.jpg".getBytes(StandardCharsets.UTF_8).length);
    assertNothingIsMarkedForLongerThanTheWindow();
    assertThat(notifications())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.getKind()).isEqualTo(NotificationKind.OPENED);
              assertThat(told.getSeverity()).isEqualTo(Severity.CRITICAL);
              assertThat(told.getDetail()).contains("continuity guard approve " + open.id());
            });
    assertThat(pipeline.guard().orElseThrow().find(open.id())).isPresent();

    decide(open, OperatorActionKind.APPROVE);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(marked()).containsExactlyInAnyOrderElementsOf(keys(0, DELETED)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(notifications())
                    .extracting(Notification::getKind)
                    .last()
                    .isEqualTo(NotificationKind.RESOLVED));
    assertThat(pipeline.guard().orElseThrow().open()).isEmpty();
  }

  @Test
  void whatIsRejectedAfterARestartStaysAliveUntilANewHint() throws Exception {
    delete(keys(0, DELETED));
    String before = frozen().id();
    pipeline.close();
    start();
    OpenCase open = frozen();
    assertThat(open.id()).isEqualTo(before);

    decide(open, OperatorActionKind.REJECT);

    await().atMost(PATIENCE).until(() -> pipeline.guard().orElseThrow().open().isEmpty());
    assertNothingIsMarkedForLongerThanTheWindow();
    for (String key : keys(0, DELETED)) {
      assertThat(site.ask(pipeline.intakePort(), key).body()).contains("\"protected\"");
    }

    audited(OBJECTS);
    delete(keys(0, 1));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(marked()).isEqualTo(keys(0, 1)));
  }

  @Test
  void aSlowTrickleOfDeletionsPasses() throws Exception {
    for (int i = 0; i < 4; i++) {
      int deleted = 6 * (i + 1);
      delete(keys(deleted - 6, deleted));

      await().atMost(PATIENCE).until(() -> marked().size() == deleted);
    }

    assertThat(pipeline.guard().orElseThrow().open()).isEmpty();
    assertThat(notifications()).isEmpty();
  }
}
