package fr.mangatheque.continuity.producer.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.IntakeClient.Reply;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a sender sees while Kafka goes and comes back. */
class IntakeOutageIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Topics topics = Topics.of("outage-", WireSerdes.open(Optional.empty()));

  private Intake intake(TestKafka kafka) {
    return intake(kafka, ConnectionLimits.DEFAULT);
  }

  private Intake intake(TestKafka kafka, ConnectionLimits limits) {
    return intake(kafka.connection(), limits);
  }

  private Intake intake(KafkaConnection kafka, ConnectionLimits limits) {
    IntakeSettings settings =
        new IntakeSettings("127.0.0.1", 0, List.of(), 1024 * 1024, 1000, TIMEOUT)
            .withConnections(limits);
    return new Intake(
        settings,
        KnownSources.named(Set.of("uploads")),
        topics,
        kafka,
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        List.of(),
        InstantSource.system());
  }

  private static String event(String key) {
    return "{\"source\":\"uploads\",\"key\":\"" + key + "\",\"action\":\"created\"}";
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheBrokerGoesAndComesBack() throws Exception {
    try (TestKafka kafka = new TestKafka()) {
      kafka.create(topics.objectChanges(), 3);
      Queue<String> taken = new ConcurrentLinkedQueue<>();
      Queue<Integer> refused = new ConcurrentLinkedQueue<>();
      AtomicBoolean enough = new AtomicBoolean();
      try (Intake intake = intake(kafka)) {
        intake.start();
        try (IntakeClient client = new IntakeClient(intake.port(), "none");
            ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
          List<Future<?>> running =
              List.of(
                  senders.submit(() -> sendUntil(enough, client, "a", taken, refused)),
                  senders.submit(() -> sendUntil(enough, client, "b", taken, refused)));
          await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() > 100);

          kafka.stop();
          await().atMost(Duration.ofSeconds(30)).until(() -> !refused.isEmpty());
          assertThat(client.get("/health/ready").status()).isEqualTo(503);
          assertThat(client.get("/health/live").status()).isEqualTo(200);
          long start = System.nanoTime();
          Reply reply = client.post(event("while-it-is-away"));
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          assertThat(reply.status()).isEqualTo(503);
          assertThat(reply.header("Retry-After")).isEqualTo("5");
          assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
          assertThat(reply.json().path("detail").asText()).contains("repeating does no harm");
          assertThat(took).isLessThan(TIMEOUT.plusSeconds(20));

          int before = taken.size();
          kafka.startAgain();
          await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() > before + 100);
          await()
              .atMost(Duration.ofSeconds(10))
              .until(() -> client.get("/health/ready").status() == 200);
          enough.set(true);
          for (Future<?> sender : running) {
            sender.get();
          }
        }
      }

      List<String> kept =
          kafka.read(topics.objectChanges()).stream()
              .map(ConsumerRecord::value)
              .map(ObjectChange::getId)
              .toList();
      assertThat(kept).containsAll(taken).doesNotHaveDuplicates();
      // 429 while others were acknowledged a moment ago, 503 from then on.
      assertThat(refused).contains(503).isSubsetOf(429, 503);
    }
  }

  @Test
  void moreSendersThanConnectionsDoNotMakeItDeafWhileKafkaIsAway() throws Exception {
    ConnectionLimits few =
        new ConnectionLimits(20, Duration.ofSeconds(30), Duration.ofSeconds(60), 1 << 20);
    try (TestKafka kafka = new TestKafka()) {
      kafka.create(topics.objectChanges(), 1);
      try (Intake intake = intake(kafka, few)) {
        intake.start();
        try (IntakeClient client = new IntakeClient(intake.port(), "none")) {
          await().until(() -> client.post(event("before")).status() == 202);
        }
        kafka.stop();

        assertThat(healthWhileAllSend(intake)).as("silence is not known yet").containsOnly(200);
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () -> assertThat(quickRefusals(intake, 4)).hasSizeGreaterThan(2).containsOnly(503));
        assertThat(healthWhileAllSend(intake)).as("silence is known").containsOnly(200);
      }
    }
  }

  @Test
  void whoFindsNoPlaceToWaitForKafkaIsToComeAgain() {
    ConnectionLimits two =
        new ConnectionLimits(2, Duration.ofSeconds(30), Duration.ofSeconds(60), 1 << 20);
    KafkaConnection nobody = new KafkaConnection("127.0.0.1:1", "test", Map.of());
    try (Intake intake = intake(nobody, two)) {
      intake.start();
      try (IntakeClient one = new IntakeClient(intake.port(), "none");
          IntakeClient other = new IntakeClient(intake.port(), "none")) {
        CompletableFuture<Reply> first =
            CompletableFuture.supplyAsync(() -> one.post(event("first")));
        CompletableFuture<Reply> second =
            CompletableFuture.supplyAsync(() -> other.post(event("second")));

        assertThat(List.of(first.join(), second.join()))
            .extracting(reply -> reply.status() + " " + reply.header("Retry-After"))
            .containsExactlyInAnyOrder("503 5", "429 1");
      }
    }
  }

  private static List<Integer> healthWhileAllSend(Intake intake) throws IOException {
    String event = event("while-it-is-away");
    List<RawClient> senders = new ArrayList<>();
    List<Integer> health = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        RawClient sender = new RawClient(intake.port());
        senders.add(sender);
        sender.write(
            "POST /v1/events HTTP/1.1\r\nHost: intake\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + event.length()
                + "\r\n\r\n"
                + event);
      }
      for (int i = 0; i < 5; i++) {
        try (IntakeClient client = new IntakeClient(intake.port(), "none")) {
          health.add(client.get("/health/live").status());
        }
      }
    } finally {
      for (RawClient sender : senders) {
        sender.close();
      }
    }
    return health;
  }

  /** What those who send all at once are answered within half the time-out. */
  private static List<Integer> quickRefusals(Intake intake, int count) throws Exception {
    List<Integer> quick = new ArrayList<>();
    try (IntakeClient client = new IntakeClient(intake.port(), "none");
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Timed>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String event = event("quick" + i);
        all.add(senders.submit(() -> Timed.of(() -> client.post(event).status())));
      }
      for (Future<Timed> one : all) {
        if (one.get().took().compareTo(TIMEOUT.dividedBy(2)) < 0) {
          quick.add(one.get().status());
        }
      }
    }
    return quick;
  }

  private record Timed(int status, Duration took) {
    static Timed of(IntSupplier answer) {
      long start = System.nanoTime();
      return new Timed(answer.getAsInt(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static void sendUntil(
      AtomicBoolean enough,
      IntakeClient client,
      String name,
      Queue<String> taken,
      Queue<Integer> refused) {
    for (int i = 0; !enough.get(); i++) {
      Reply reply = client.post(event(name + i));
      if (reply.status() == 202) {
        taken.addAll(reply.ids());
      } else {
        refused.add(reply.status());
      }
    }
  }
}
