package fr.mangatheque.continuity.producer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.bridge.JsonBridge;
import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.Intake;
import fr.mangatheque.continuity.producer.intake.IntakeSettings;
import fr.mangatheque.continuity.producer.intake.TestKafka;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client with the real intake and a real Kafka, while they go and come back. */
class UploadEventsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final KnownSources SOURCES = KnownSources.named(Set.of("uploads"));
  private static final ClientOptions OPTIONS =
      ClientOptions.DEFAULT
          .withRequestTimeout(Duration.ofSeconds(4))
          .withRetries(Duration.ofMillis(50), Duration.ofMillis(500));
  private static TestKafka kafka;

  private Topics topics;

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
    kafka.create(topics.objectChanges(), 3);
    kafka.create(topics.objectChangesJson(), 3);
  }

  private Intake intake(int port) {
    Intake intake =
        new Intake(
            IntakeSettings.of(
                    "127.0.0.1", port, List.of(Credential.token("app", "a-token-of-16-or-more")))
                .withPublishTimeout(Duration.ofSeconds(2)),
            SOURCES,
            topics,
            kafka.connection(),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(),
            InstantSource.system());
    intake.start();
    return intake;
  }

  private UploadEvents http(int port) {
    return UploadEvents.http(
        URI.create("http://127.0.0.1:" + port), "a-token-of-16-or-more", OPTIONS);
  }

  private Set<String> published() {
    return kafka.read(topics.objectChanges()).stream()
        .map(ConsumerRecord::key)
        .collect(Collectors.toSet());
  }

  private static void tell(UploadEvents events, String name, int count) {
    IntStream.range(0, count).forEach(i -> events.created("uploads", name + i));
  }

  private static List<String> objects(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> "uploads/" + name + i).toList();
  }

  private static void awaitSent(UploadEvents events, long sent) {
    await().atMost(PATIENCE).until(() -> events.statistics().sent() == sent);
  }

  @Test
  void whatIsToldIsPublishedAndWhatIsWrongIsRefusedAlone() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Intake intake = intake(0);
        UploadEvents events = http(intake.port())) {
      new UploadEventsMetrics(events).bindTo(registry);
      tell(events, "a", 1_200);
      events.created("nowhere", "b");
      events.created("uploads", "c", new UploadDetails("\"9e10\"", 7L, "AB".repeat(32)));
      events.removed("uploads", "d");
      awaitSent(events, 1_202);

      await()
          .untilAsserted(
              () -> assertThat(events.statistics()).isEqualTo(new Statistics(0, 0, 1_202, 0, 1)));
      assertThat(registry.get("continuity.upload.events").tag("outcome", "sent").functionCounter())
          .satisfies(counter -> assertThat(counter.count()).isEqualTo(1_202));
    }
    assertThat(published())
        .containsAll(objects("a", 1_200))
        .contains("uploads/c", "uploads/d")
        .hasSize(1_202);
    ObjectChange detailed =
        kafka.read(topics.objectChanges()).stream()
            .map(ConsumerRecord::value)
            .filter(change -> change.getObjectKey().equals("c"))
            .findFirst()
            .orElseThrow();
    assertThat(detailed.getEtag()).isEqualTo("9e10");
    assertThat(detailed.getSize()).isEqualTo(7);
    assertThat(detailed.getSha256()).isEqualTo("ab".repeat(32));
    assertThat(detailed.getSender()).isEqualTo("app");
  }

  @Test
  void anIntakeThatGoesAndComesBackLosesNothing() {
    Intake first = intake(0);
    int port = first.port();
    try (UploadEvents events = http(port)) {
      tell(events, "a", 100);
      awaitSent(events, 100);
      first.close();
      tell(events, "b", 100);
      await().atMost(PATIENCE).until(() -> events.statistics().queued() == 100);

      try (Intake _ = intake(port)) {
        awaitSent(events, 200);
      }
    } finally {
      first.close();
    }
    assertThat(published()).containsAll(objects("a", 100)).containsAll(objects("b", 100));
  }

  @Test
  void aKafkaThatGoesAndComesBackBehindTheIntakeLosesNothing() {
    try (Intake intake = intake(0);
        UploadEvents events = http(intake.port())) {
      tell(events, "a", 10);
      awaitSent(events, 10);
      kafka.stop();
      tell(events, "b", 100);
      kafka.startAgain();

      awaitSent(events, 110);
    }
    assertThat(published()).containsAll(objects("b", 100));
  }

  @Test
  void throughKafkaItNeedsNoIntakeAndNoSchemas() {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", kafka.connection().bootstrapServers(), "client.id", "app");
    try (JsonBridge bridge = bridge();
        UploadEvents events =
            UploadEvents.kafka(properties, topics.objectChangesJson().name(), OPTIONS)) {
      bridge.start();
      tell(events, "a", 100);
      awaitSent(events, 100);
      kafka.stop();
      tell(events, "b", 100);
      kafka.startAgain();
      awaitSent(events, 200);

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(published())
                      .containsAll(objects("a", 100))
                      .containsAll(objects("b", 100)));
    }
    assertThat(kafka.read(topics.objectChanges()))
        .extracting(record -> record.value().getSender())
        .containsOnly("kafka:app");
  }

  private JsonBridge bridge() {
    return new JsonBridge(
        topics,
        kafka.connection(),
        new EventForms(SOURCES, 1000),
        1 << 20,
        Duration.ofSeconds(2),
        new SimpleMeterRegistry(),
        InstantSource.system());
  }

  @Test
  void aKafkaThatWasNeverThereHoldsUpNobody() {
    UploadEvents events =
        UploadEvents.kafka(Map.of("bootstrap.servers", "nowhere.invalid:9092"), "json", OPTIONS);
    tell(events, "a", 20_000);

    events.close(Duration.ofMillis(200));

    assertThat(events.statistics()).isEqualTo(new Statistics(0, 0, 0, 20_000, 0));
  }

  @Test
  void aKafkaThatDoesNotAnswerIsGivenUpInTimeHoweverManyEventsWait() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    Map<String, String> properties = Map.of("bootstrap.servers", "127.0.0.1:" + nobody);
    KafkaTransport transport = new KafkaTransport(properties, "json", Duration.ofSeconds(1));
    List<byte[]> events = Collections.nCopies(1_000, new byte[1]);

    long start = System.nanoTime();
    Reply reply = transport.send(events);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    transport.close();

    assertThat(reply.left()).hasSize(1_000);
    assertThat(reply.trouble()).isNotNull();
    assertThat(took).isLessThan(Duration.ofSeconds(30));
  }
}
