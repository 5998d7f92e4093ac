package fr.mangatheque.continuity.producer.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.access.SecretSource;
import fr.mangatheque.continuity.producer.failure.Trouble;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.form.R2Form;
import fr.mangatheque.continuity.producer.hint.PublishOutcome;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.testkit.queue.CloudQueue;
import fr.mangatheque.continuity.testkit.queue.Operation;
import fr.mangatheque.continuity.testkit.queue.QueueServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What on-call hears of one queue, from its API to the alarm. */
class QueuePollerIT {
  private static final Duration VISIBILITY = Duration.ofMinutes(1);
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final String RAISED = "raised " + CauseClass.ACCESS_DENIED;
  private static final String CLEARED = "cleared " + CauseClass.ACCESS_DENIED;

  private final QueueServer server = QueueServer.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private CloudQueue queue;
  private QueuePoller poller;

  @BeforeEach
  void aQueueThatIsPulled() {
    queue = server.createQueue(CloudQueue.Options.USUAL.withMaxRetries(100));
    QueueSettings settings =
        new QueueSettings(
            "uploads",
            server.api(),
            server.accountId(),
            queue.id(),
            always(),
            VISIBILITY,
            100,
            Duration.ofMillis(100),
            3);
    QueueTroubles troubles = new QueueTroubles("uploads", alarm(), server.clock());
    QueueMetrics metrics = new QueueMetrics("uploads", registry, server.clock());
    poller =
        new QueuePoller(
            settings,
            new CloudflareQueue(settings, http, server.clock()),
            pauses ->
                new Round(
                    "uploads",
                    new Judge(new R2Form(KnownSources.byBucket(Map.of("b", "uploads")), 100), 3),
                    hints -> new PublishOutcome.Acknowledged(List.of()),
                    dead -> true,
                    kinds -> {},
                    troubles,
                    metrics,
                    pauses),
            troubles,
            metrics);
  }

  @AfterEach
  void stop() {
    server.faults().clear();
    poller.close();
    http.shutdownNow();
    server.close();
  }

  /** Another token each time, which ends each wait within a second. */
  private SecretSource always() {
    return () -> server.tokens().issue();
  }

  private Alarm alarm() {
    return new Alarm() {
      @Override
      public void raise(Trouble trouble, boolean permanent, String detail, Duration clearsAfter) {
        told.add("raised " + trouble.cause());
      }

      @Override
      public void clear(Trouble trouble) {
        told.add("cleared " + trouble.cause());
      }
    };
  }

  private void send(String key) {
    queue.sendJson(
        """
        {"action":"PutObject","bucket":"b","object":{"key":"%s"},
         "eventTime":"2024-05-24T19:36:44.379Z"}\
        """
            .formatted(key));
  }

  private int requests(Operation operation) {
    return server.journal().of(operation).size();
  }

  private void awaitRequests(Operation operation, int count) {
    await().atMost(AMPLE).until(() -> requests(operation) >= count);
  }

  @Test
  void whileOnlyAcknowledgementsFailItIsNotOverHoweverWellPullsWork() {
    server.faults().on(Operation.ACK).answer(403, "{\"success\":false}");
    send("k");
    poller.start();
    await().atMost(AMPLE).until(() -> told.contains(RAISED));

    for (int delivery = 0; delivery < 2; delivery++) {
      // What is leased leaves an empty queue behind, then it is delivered again.
      awaitRequests(Operation.PULL, requests(Operation.PULL) + 2);
      int acknowledgements = requests(Operation.ACK);
      server.clock().advance(VISIBILITY.plusSeconds(1));
      awaitRequests(Operation.ACK, acknowledgements + 1);
    }
    awaitRequests(Operation.PULL, requests(Operation.PULL) + 1);

    assertThat(told).isNotEmpty().containsOnly(RAISED);
    assertThat(poller.health().words()).contains("403");
    server.faults().clear();
    server.clock().advance(VISIBILITY.plusSeconds(1));
    await().atMost(AMPLE).until(() -> told.contains(CLEARED));
    assertThat(queue.acknowledged()).hasSize(1);
    assertThat(told).containsOnlyOnce(CLEARED).endsWith(CLEARED);
    await().atMost(AMPLE).until(() -> poller.health().words().startsWith("it answers"));
  }

  @Test
  void whenPullsFailAnEmptyPullEndsIt() {
    server.faults().on(Operation.PULL).times(2).answer(403, "{\"success\":false}");
    poller.start();

    await().atMost(AMPLE).until(() -> told.contains(CLEARED));

    assertThat(told).containsExactly(RAISED, CLEARED);
  }
}
