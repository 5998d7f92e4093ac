package fr.mangatheque.continuity.producer.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.failure.UnknownEvents;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.IntakeClient.Reply;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class IntakeIT {
  private static final String SECRET = "c2VjcmV0LW9mLW9uZQ";
  private static final String EVENT =
      "{\"source\":\"uploads\",\"key\":\"covers/1.jpg\",\"action\":\"created\"}";

  private static TestKafka kafka;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private Topics topics;
  private Intake intake;
  private IntakeClient client;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = new TestKafka();
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
  }

  @BeforeEach
  void start() throws Exception {
    topics = Topics.of(UUID.randomUUID() + "-", WireSerdes.open(Optional.empty()));
    kafka.create(topics.objectChanges(), 3);
    IntakeSettings settings =
        new IntakeSettings(
            "127.0.0.1",
            0,
            List.of(
                Credential.token("symfony", SECRET),
                Credential.token("importer", "another-long-token")),
            100_000,
            1000,
            Duration.ofSeconds(10));
    intake = intake(settings, List.of());
    intake.start();
    client = new IntakeClient(intake.port(), SECRET);
  }

  @Test
  void oneThatCannotStartLeavesNothingBehind() {
    // Of all the clients it opens, only the last one heeds this.
    KafkaConnection wrong =
        new KafkaConnection("127.0.0.1:1", "leaves", Map.of("default.api.timeout.ms", "soon"));
    Intake another =
        new Intake(
            IntakeSettings.of("127.0.0.1", 0, List.of()),
            KnownSources.named(Set.of("uploads")),
            topics,
            wrong,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(),
            InstantSource.system());

    assertThatThrownBy(another::start)
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("default.api.timeout.ms");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.contains("leaves-"));
  }

  @Test
  void whatIsPassedOverIsToldCountedAndLogged() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger unknown = (Logger) LoggerFactory.getLogger(UnknownEvents.class);
    log.start();
    unknown.addAppender(log);
    try {
      Reply reply =
          client.post(
              """
              {"Records": [{"eventVersion": "2.1", "eventSource": "aws:s3",
                "eventTime": "2024-05-24T19:36:44.379Z", "eventName": "ObjectTwirled:Twice",
                "s3": {"bucket": {"name": "uploads"}, "object": {"key": "a"}}}]}
              """);

      assertThat(reply.status()).isEqualTo(202);
      assertThat(reply.json().path("passedOver").asInt()).isEqualTo(1);
      assertThat(reply.ids()).isEmpty();
    } finally {
      unknown.detachAppender(log);
    }
    assertThat(
            registry
                .get("continuity.intake.events.passed.over")
                .tags("form", "s3", "kind", "unknown")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(log.list)
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.getKeyValuePairs().toString())
                    .contains("symfony", "ObjectTwirled:Twice"));
  }

  @AfterEach
  void stop() {
    client.close();
    intake.close();
  }

  private Intake intake(IntakeSettings settings, List<HealthCheck> checks) {
    return new Intake(
        settings,
        KnownSources.named(Set.of("uploads", "avatars")),
        topics,
        kafka.connection(),
        registry,
        checks,
        InstantSource.system());
  }

  private List<ObjectChange> published() {
    return kafka.read(topics.objectChanges()).stream().map(ConsumerRecord::value).toList();
  }

  @Test
  void anEventIsInKafkaOnceItsSenderHears202() {
    Reply reply =
        client.post(
            """
            {"source": "uploads", "key": "manga/été/\\u4e00 ..//p 1.jpg", "action": "created",
             "etag": "\\"9e107d9d372bb6826bd81d3542a419d6\\"", "size": 204800,
             "sha256": "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
             "occurredAt": "2026-05-24T21:36:44.379+02:00", "uploader": {"id": 7}}
            """);

    assertThat(reply.status()).isEqualTo(202);
    List<ConsumerRecord<String, ObjectChange>> records = kafka.read(topics.objectChanges());
    assertThat(records).hasSize(1);
    assertThat(records.getFirst().key()).isEqualTo("uploads/manga/été/一 ..//p 1.jpg");
    ObjectChange change = records.getFirst().value();
    assertThat(reply.ids()).containsExactly(change.getId());
    assertThat(change.getSource()).isEqualTo("uploads");
    assertThat(change.getObjectKey()).isEqualTo("manga/été/一 ..//p 1.jpg");
    assertThat(change.getKind()).isEqualTo(ChangeKind.CREATED);
    assertThat(change.getSender()).isEqualTo("symfony");
    assertThat(change.getEtag()).isEqualTo("9e107d9d372bb6826bd81d3542a419d6");
    assertThat(change.getSize()).isEqualTo(204_800L);
    assertThat(change.getSha256())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(change.getOccurredAt()).isEqualTo(Instant.parse("2026-05-24T19:36:44.379Z"));
    assertThat(change.getReceivedAt())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
  }

  @Test
  void anArrayIsTakenWhole() {
    String thousand =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{\"source\":\"avatars\",\"key\":\"" + i + "\",\"action\":\"removed\"}")
            .collect(Collectors.joining(",", "[", "]"));

    Reply reply = client.post(thousand);

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.ids()).hasSize(1000).doesNotHaveDuplicates().isSorted();
    assertThat(published())
        .extracting(ObjectChange::getId)
        .containsExactlyInAnyOrderElementsOf(reply.ids());
    assertThat(published()).allMatch(c -> c.getOccurredAt().equals(c.getReceivedAt()));
  }

  @Test
  void oneFaultyEventKeepsAllOthersOut() {
    Reply reply =
        client.post(
            """
            [{"source": "uploads", "key": "good", "action": "created"},
             {"source": "nowhere", "key": "", "action": "moved", "size": -1},
             7,
             {"source": "uploads", "key": "a", "key": "b", "action": "created", "sha256": "1"}]
            """);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.faults())
        .containsExactly("1/source", "1/key", "1/action", "1/size", "2", "3/key", "3/sha256");
    assertThat(reply.json().at("/errors/0/detail").asText()).contains("avatars, uploads");
    assertThat(reply.json().path("status").asInt()).isEqualTo(400);
    assertThat(published()).isEmpty();
  }

  @Test
  void whoShowsNoTokenOrAWrongOneIsRefused() {
    Reply none =
        client.send(
            HttpRequest.newBuilder(client.request("/v1/events").build().uri())
                .POST(BodyPublishers.ofString(EVENT))
                .build());
    try (IntakeClient stranger = new IntakeClient(intake.port(), "guess")) {
      Reply wrong = stranger.post(EVENT);

      assertThat(none.status()).isEqualTo(401);
      assertThat(none.response().headers().allValues("WWW-Authenticate"))
          .containsExactly(
              "Basic realm=\"continuity\", charset=\"UTF-8\"", "Bearer realm=\"continuity\"");
      assertThat(none.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.response().headers().allValues("WWW-Authenticate").getLast())
          .startsWith("Bearer ")
          .contains("error=\"invalid_token\"");
      assertThat(published()).isEmpty();
    }
  }

  @Test
  void aStrangersChunksAreRefusedUnread() {
    try (IntakeClient stranger = new IntakeClient(intake.port(), "guess")) {
      Reply reply = stranger.postChunked(EVENT.getBytes(UTF_8));

      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.header("Connection")).isEqualTo("close");
    }
  }

  @Test
  void theNameOfTheTokenIsTheSender() {
    try (IntakeClient importer = new IntakeClient(intake.port(), "another-long-token")) {
      importer.post(EVENT);

      assertThat(published()).extracting(ObjectChange::getSender).containsExactly("importer");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100_001, 250_000, 700_000, 5_000_000})
  void aBodyAboveTheLimitIsRefusedWhetherItSaysSoOrNot(int size) {
    byte[] large = (EVENT + " ".repeat(size - EVENT.length())).getBytes(UTF_8);

    assertThat(client.post(BodyPublishers.ofByteArray(large)).status()).isEqualTo(413);
    assertThat(client.postChunked(large).status()).isEqualTo(413);
    assertThat(published()).isEmpty();
  }

  @Test
  void aBodyAtTheLimitIsTakenWhetherItSaysItsLengthOrNot() {
    byte[] full = (EVENT + " ".repeat(100_000 - EVENT.length())).getBytes(UTF_8);

    assertThat(client.post(BodyPublishers.ofByteArray(full)).status()).isEqualTo(202);
    assertThat(client.postChunked(full).status()).isEqualTo(202);
    assertThat(published()).hasSize(2);
  }

  @Test
  void moreEventsThanARequestMayHaveAreRefused() {
    String tooMany = "[" + (EVENT + ",").repeat(1000) + EVENT + "]";

    Reply reply = client.post(tooMany);

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.json().path("detail").asText()).contains("1000");
    assertThat(published()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=iso-8859-1",
        "application/cloudevents+xml"
      })
  void aFormItDoesNotReadIsRefused(String type) {
    Reply reply =
        client.send(
            client
                .request("/v1/events")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(EVENT))
                .build());

    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.header("Accept"))
        .isEqualTo(
            "application/cloudevents+json, application/cloudevents-batch+json, application/json");
    assertThat(published()).isEmpty();
  }

  @Test
  void anEncodedBodyIsRefusedAsSuch() {
    Reply reply =
        client.send(
            client
                .request("/v1/events")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(EVENT))
                .build());

    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void anotherMethodOrPathIsRefusedWithWhatIsThere() {
    Reply method = client.get("/v1/events");
    Reply path = client.get("/v1/event");

    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow")).isEqualTo("POST");
    assertThat(path.status()).isEqualTo(404);
    assertThat(path.json().path("detail").asText()).contains("/v1/events");
  }

  @Test
  void aSenderThatAsksFirstWhetherToSendIsServed() {
    Reply reply =
        client.send(
            client
                .request("/v1/events")
                .header("Content-Type", "application/json")
                .expectContinue(true)
                .POST(BodyPublishers.ofString(EVENT))
                .build());

    assertThat(reply.status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "413, POST /v1/events HTTP/1.1, Content-Length: 99000000",
    "400, GET /a%zz HTTP/1.1, Accept: */*",
    "400, GET /metrics HTTP/1.1, Host: again",
    "400, POST /v1/events HTTP/1.1, Content-Length: many"
  })
  void whatNeverComesToAnEndpointIsRefusedInWordsToo(int status, String line, String header)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), intake.port())) {
      socket.setSoTimeout(30_000);
      String request = line + "\r\nHost: intake\r\n" + header + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("Content-Type: application/problem+json")
          .contains("\"status\":" + status);
    }
  }

  @Test
  void slowSendersDoNotHoldUpOthers() throws IOException {
    List<SlowSender> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        slow.add(new SlowSender(intake.port(), SECRET, EVENT));
      }

      assertThat(client.post(EVENT).status()).isEqualTo(202);
      assertThat(slow.getFirst().finish()).startsWith("HTTP/1.1 202");
    } finally {
      for (SlowSender sender : slow) {
        sender.close();
      }
    }
  }

  @Test
  void aSenderThatGoesAwayInTheMiddleIsNoFailureOfTheIntake() throws IOException {
    try (SlowSender sender = new SlowSender(intake.port(), SECRET, EVENT)) {
      assertThat(client.post(EVENT).status()).isEqualTo(202);
      sender.close();
    }
    // Closing waits until all requests have come to their end.
    intake.close();

    assertThat(registry.get("continuity.intake.requests").counters())
        .extracting(counter -> counter.getId().getTag("status"))
        .containsExactly("202");
    assertThat(published()).hasSize(1);
  }

  @Test
  void closingFinishesWhatIsUnderWayAndTakesNothingNew() throws Exception {
    try (SlowSender slow = new SlowSender(intake.port(), SECRET, EVENT);
        ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = intake.port();
      // Once it is answered, the slow one's connection was taken before it.
      assertThat(client.post(EVENT).status()).isEqualTo(202);

      Future<?> closed = closing.submit(intake::close);
      await().until(() -> refuses(port));

      assertThat(slow.finish()).startsWith("HTTP/1.1 202");
      closed.get(10, TimeUnit.SECONDS);
      assertThat(published()).hasSize(2);
    }
  }

  private static boolean refuses(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }

  @Test
  void itSaysThatItIsUpAndWhatItCounts() {
    client.post(EVENT);
    client.post("{}");

    assertThat(client.get("/health/live").status()).isEqualTo(200);
    await().until(() -> client.get("/health/ready").status() == 200);
    Reply ready = client.get("/health/ready");
    assertThat(ready.json().at("/checks/0/name").asText()).isEqualTo("kafka");
    Reply metrics = client.get("/metrics");
    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.response().body())
        .contains(
            "continuity_intake_requests_total{form=\"plain\",outcome=\"taken\","
                + "path=\"/v1/events\",sender=\"symfony\",status=\"202\"} 1.0")
        .contains(
            "continuity_intake_requests_total{form=\"plain\",outcome=\"refused-request\","
                + "path=\"/v1/events\",sender=\"symfony\",status=\"400\"} 1.0")
        .contains("continuity_hints_published_total{action=\"created\",source=\"uploads\"} 1.0")
        .contains("continuity_hints_publish_seconds_bucket{outcome=\"acknowledged\"");
    Reply head =
        client.send(client.request("/health/live").method("HEAD", BodyPublishers.noBody()).build());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.response().body()).isEmpty();
    assertThat(client.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void itIsNotReadyWhileSomethingIsDown() {
    HealthCheck down = check("disk", () -> new Health.Down("no space is left in ./data"));
    HealthCheck broken =
        check(
            "ledger",
            () -> {
              throw new IllegalStateException("boom");
            });
    IntakeSettings settings = IntakeSettings.of("127.0.0.1", 0, List.of());
    try (Intake other = intake(settings, List.of(down, broken))) {
      other.start();
      try (IntakeClient anyone = new IntakeClient(other.port(), "none")) {
        await()
            .until(
                () ->
                    anyone
                        .get("/health/ready")
                        .json()
                        .at("/checks/0/status")
                        .asText()
                        .equals("up"));
        Reply reply = anyone.get("/health/ready");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().path("status").asText()).isEqualTo("down");
        assertThat(reply.json().at("/checks/1/detail").asText()).contains("no space is left");
        assertThat(reply.json().at("/checks/2/detail").asText()).contains("boom");
        assertThat(anyone.get("/health/live").status()).isEqualTo(200);
      }
    }
  }

  private interface Look {
    Health now() throws Exception;
  }

  private static HealthCheck check(String name, Look look) {
    return new HealthCheck() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Health check() throws Exception {
        return look.now();
      }
    };
  }

  @Test
  void aTakenPortIsAClearError() {
    IntakeSettings taken = IntakeSettings.of("127.0.0.1", intake.port(), List.of());

    try (Intake second = intake(taken, List.of())) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("127.0.0.1:" + intake.port())
          .hasMessageContaining("intake.port");
    }
  }

  @Test
  void anUnknownHostIsAClearError() {
    IntakeSettings nowhere =
        IntakeSettings.of("nowhere.invalid", 0, List.of(Credential.token("a", SECRET)));

    try (Intake second = intake(nowhere, List.of())) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("nowhere.invalid");
    }
  }
}
