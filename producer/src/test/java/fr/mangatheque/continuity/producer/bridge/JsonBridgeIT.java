package fr.mangatheque.continuity.producer.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.TestKafka;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.ErrorHeaders;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonBridgeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static TestKafka kafka;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Topics topics;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = new TestKafka();
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
  }

  @BeforeEach
  void topicsOfItsOwn() throws Exception {
    topics = Topics.of(UUID.randomUUID() + "-", WireSerdes.open(Optional.empty()));
    kafka.create(topics.objectChangesJson(), 3);
    kafka.create(topics.deadLetters(), 1);
    kafka.create(topics.failures(), 1);
    producer =
        new KafkaProducer<>(
            kafka.connection().client(Map.of("linger.ms", 5)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void closeProducer() {
    producer.close();
  }

  private JsonBridge bridge(String instance) {
    JsonBridge bridge =
        new JsonBridge(
            topics,
            new KafkaConnection(kafka.connection().bootstrapServers(), instance, Map.of()),
            new EventForms(KnownSources.named(Set.of("uploads")), 1000),
            1 << 20,
            Duration.ofSeconds(20),
            registry,
            InstantSource.system());
    bridge.start();
    return bridge;
  }

  private void write(int partition, @Nullable String value) throws Exception {
    byte[] bytes = value == null ? null : value.getBytes(UTF_8);
    producer
        .send(new ProducerRecord<>(topics.objectChangesJson().name(), partition, null, bytes))
        .get();
  }

  private static String event(String key) {
    return "{\"source\":\"uploads\",\"key\":\"" + key + "\",\"action\":\"created\"}";
  }

  private Set<String> published() {
    return kafka.read(topics.objectChanges()).stream()
        .map(ConsumerRecord::key)
        .collect(Collectors.toSet());
  }

  private static List<String> objects(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> "uploads/" + name + i).toList();
  }

  private void writeAll(String name, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      write(i % 3, event(name + i));
    }
  }

  /** Offsets committed, of all partitions together. */
  private long committed() throws Exception {
    try (Admin admin = Admin.create(kafka.connection().client(Map.of()))) {
      return admin
          .listConsumerGroupOffsets(JsonConsumer.group(topics))
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(OffsetAndMetadata::offset)
          .sum();
    }
  }

  @Test
  void whatIsWrittenToAnyPartitionIsPublishedAndThenCommitted() throws Exception {
    kafka.create(topics.objectChanges(), 3);
    writeAll("a", 30);
    write(1, "[" + event("b0") + "," + event("b1") + "]");

    try (JsonBridge bridge = bridge("one")) {
      await().atMost(PATIENCE).until(() -> committed() == 31);

      assertThat(bridge.health().running()).isTrue();
    }

    assertThat(published()).containsAll(objects("a", 30)).containsAll(objects("b", 2));
    ObjectChange change = kafka.read(topics.objectChanges()).getFirst().value();
    assertThat(change.getSender()).isEqualTo("kafka");
    assertThat(change.getId()).isNotEmpty();
    assertThat(
            registry
                .counter("continuity.bridge.records", "form", "plain", "outcome", "published")
                .count())
        .isEqualTo(31);
  }

  @Test
  void aRecordNobodyCanReadIsKeptAndToldAndHoldsUpNothing() throws Exception {
    kafka.create(topics.objectChanges(), 3);
    write(0, event("before"));
    write(0, "{not json");
    write(0, null);
    write(0, event("wrong").replace("uploads", "nowhere"));
    write(0, event("after"));

    try (JsonBridge bridge = bridge("one")) {
      await().atMost(PATIENCE).until(() -> committed() == 5);
      assertThat(bridge.health().running()).isTrue();
    }

    assertThat(published()).containsExactlyInAnyOrder("uploads/before", "uploads/after");
    List<ConsumerRecord<String, byte[]>> letters = kafka.read(topics.deadLetters());
    assertThat(letters).hasSize(3);
    assertThat(letters)
        .filteredOn(letter -> letter.value() != null)
        .extracting(letter -> new String(letter.value(), UTF_8))
        .contains("{not json");
    assertThat(letters)
        .extracting(
            letter -> new String(letter.headers().lastHeader(ErrorHeaders.MESSAGE).value(), UTF_8))
        .anySatisfy(why -> assertThat(why).contains("cannot be read as JSON"))
        .anySatisfy(why -> assertThat(why).contains("has no value"))
        .anySatisfy(why -> assertThat(why).contains("there is no source 'nowhere'"));
    assertThat(kafka.read(topics.failures()))
        .extracting(ConsumerRecord::value)
        .extracting(FailureEvent::getCauseClass)
        .containsExactly("UNREADABLE_RECORD", "UNREADABLE_RECORD", "UNREADABLE_RECORD");
  }

  @Test
  void whatKafkaDoesNotConfirmIsNeitherCommittedNorSkipped() throws Exception {
    writeAll("a", 10);
    try (JsonBridge bridge = bridge("one")) {
      // There is no topic for its hints.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(bridge.health().words())
                      .contains("Kafka did not confirm", "again in"));
      assertThat(bridge.health().running()).isFalse();
      assertThat(committed()).isZero();

      kafka.create(topics.objectChanges(), 3);

      await().atMost(PATIENCE).until(() -> committed() == 10);
      assertThat(bridge.health().running()).isTrue();
    }
    assertThat(published()).containsExactlyInAnyOrderElementsOf(objects("a", 10));
  }

  @Test
  void nothingIsLostWhenTheBrokerGoesAndComesBack() throws Exception {
    kafka.create(topics.objectChanges(), 3);
    try (JsonBridge bridge = bridge("one")) {
      writeAll("before", 300);
      kafka.stop();
      kafka.startAgain();
      writeAll("after", 30);

      await().atMost(PATIENCE).until(() -> committed() == 330);
      await().atMost(PATIENCE).until(() -> bridge.health().running());
    }
    assertThat(published()).containsAll(objects("before", 300)).containsAll(objects("after", 30));
  }

  @Test
  void instancesThatComeAndGoShareTheWorkAndLoseNothing() throws Exception {
    kafka.create(topics.objectChanges(), 3);
    try (JsonBridge one = bridge("one")) {
      writeAll("a", 60);
      await().atMost(PATIENCE).until(() -> one.health().running());
      try (JsonBridge two = bridge("two")) {
        await().atMost(PATIENCE).until(() -> two.health().running());
        writeAll("b", 60);
        await().atMost(PATIENCE).until(() -> committed() >= 90);
      }
      writeAll("c", 60);
      await().atMost(PATIENCE).until(() -> committed() == 180);
    }
    assertThat(published())
        .containsAll(objects("a", 60))
        .containsAll(objects("b", 60))
        .containsAll(objects("c", 60));
  }
}
