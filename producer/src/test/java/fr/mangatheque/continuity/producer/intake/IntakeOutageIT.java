package fr.mangatheque.continuity.producer.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.IntakeClient.Reply;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a sender sees while Kafka goes and comes back. */
class IntakeOutageIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Topics topics = Topics.of("outage-", WireSerdes.open(Optional.empty()));

  private Intake intake(TestKafka kafka) {
    IntakeSettings settings =
        new IntakeSettings("127.0.0.1", 0, List.of(), 1024 * 1024, 1000, TIMEOUT);
    return new Intake(
        settings,
        KnownSources.named(Set.of("uploads")),
        topics,
        kafka.connection(),
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
          await().until(() -> taken.size() > 100);

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
          assertThat(took).isLessThan(TIMEOUT.plusSeconds(3));

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
