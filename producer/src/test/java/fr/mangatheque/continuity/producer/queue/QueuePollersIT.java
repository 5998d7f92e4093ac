package fr.mangatheque.continuity.producer.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.access.SecretFile;
import fr.mangatheque.continuity.producer.access.SecretSource;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.form.R2Form;
import fr.mangatheque.continuity.producer.intake.TestKafka;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.testkit.queue.CloudQueue;
import fr.mangatheque.continuity.testkit.queue.Operation;
import fr.mangatheque.continuity.testkit.queue.QueueJournal;
import fr.mangatheque.continuity.testkit.queue.QueueServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a queue into Kafka, with whatever happens on the way. */
class QueuePollersIT {
  private static final Duration VISIBILITY = Duration.ofMinutes(1);
  private static final Duration AMPLE = Duration.ofSeconds(40);
  private static TestKafka kafka;

  @TempDir private Path directory;
  private final Topics topics =
      Topics.of("q" + UUID.randomUUID() + "-", WireSerdes.open(Optional.empty()));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<QueuePollers> pollers = new ArrayList<>();
  private final QueueServer server = QueueServer.start();
  private CloudQueue queue;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = new TestKafka();
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
  }

  @BeforeEach
  void topicsAndQueue() throws Exception {
    kafka.create(topics.objectChanges(), 3);
    kafka.create(topics.failures(), 1);
    kafka.create(topics.deadLetters(), 1);
    queue = server.createQueue(CloudQueue.Options.USUAL.withMaxRetries(100));
  }

  @AfterEach
  void stop() {
    server.faults().clear();
    pollers.forEach(QueuePollers::close);
    server.close();
  }

  private QueuePollers start() {
    return start(SecretSource.fixed(server.tokens().issue()));
  }

  private QueuePollers start(SecretSource token) {
    QueueSettings settings =
        new QueueSettings(
            "uploads",
            server.api(),
            server.accountId(),
            queue.id(),
            token,
            VISIBILITY,
            100,
            Duration.ofMillis(100),
            3);
    QueuePollers started =
        new QueuePollers(
            List.of(settings),
            new R2Form(KnownSources.byBucket(Map.of("manga-origin", "uploads")), 1000),
            topics,
            kafka.connection(),
            registry,
            server.clock());
    pollers.add(started);
    started.start();
    return started;
  }

  private static String put(String key) {
    return """
    {"account":"3f4b7e3dcab231cbfdaa90a6a28bd548","action":"PutObject","bucket":"manga-origin",
     "object":{"key":"%s","size":65536,"eTag":"c846ff7a18f28c2e262116d6e8719ef0"},
     "eventTime":"2024-05-24T19:36:44.379Z"}\
    """
        .formatted(key);
  }

  private Set<String> send(String prefix, int count) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < count; i++) {
      keys.add(prefix + i);
      queue.sendJson(put(prefix + i));
    }
    return keys;
  }

  private List<ObjectChange> changes() {
    return kafka.read(topics.objectChanges()).stream().map(ConsumerRecord::value).toList();
  }

  private List<String> keys() {
    return changes().stream().map(ObjectChange::getObjectKey).toList();
  }

  private List<FailureEvent> failures(String causeClass) {
    return kafka.read(topics.failures()).stream()
        .map(ConsumerRecord::value)
        .filter(failure -> failure.getCauseClass().equals(causeClass))
        .toList();
  }

  private void awaitEmptyQueue() {
    await().atMost(AMPLE).until(() -> queue.backlog() == 0);
  }

  @Test
  void allMessagesReachKafkaAndAreAcknowledged() {
    Set<String> keys = send("a/", 350);
    queue.sendText(put("as-text"));
    keys.add("as-text");

    start();
    awaitEmptyQueue();

    assertThat(queue.acknowledged()).hasSize(351);
    assertThat(keys()).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(changes())
        .allSatisfy(
            change -> {
              assertThat(change.getSender()).isEqualTo("queue/uploads");
              assertThat(change.getSource()).isEqualTo("uploads");
              assertThat(change.getEtag()).isEqualTo("c846ff7a18f28c2e262116d6e8719ef0");
            });
    assertThat(
            registry
                .counter("continuity.queue.messages", "queue", "uploads", "outcome", "published")
                .count())
        .isEqualTo(351);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        registry.get("continuity.queue.oldest.message.age.seconds").gauge().value())
                    .isZero());
    assertThat(registry.get("continuity.queue.backlog").gauge().value()).isZero();
  }

  @Test
  void twoInstancesShareAQueueAndEachMessageIsHandled() {
    Set<String> keys = send("b/", 1_000);

    start();
    start();
    awaitEmptyQueue();

    assertThat(queue.acknowledged()).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(keys()).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void nothingIsAcknowledgedWhileKafkaIsAwayAndAllArrivesAfterwards() {
    start();
    send("before/", 1);
    awaitEmptyQueue();
    kafka.stop();
    // or it would lease what is there when it looks
    server.faults().on(Operation.PULL).hold();
    Set<String> keys = send("during/", 250);
    server.faults().clear();

    await().atMost(AMPLE).until(() -> queue.leased() == 100);
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                registry
                        .counter(
                            "continuity.queue.messages",
                            "queue",
                            "uploads",
                            "outcome",
                            "unconfirmed")
                        .count()
                    >= 100);
    assertThat(queue.acknowledged()).hasSize(1);
    kafka.startAgain();
    await()
        .atMost(Duration.ofSeconds(120))
        .until(
            () -> {
              server.clock().advance(Duration.ofSeconds(5));
              return queue.backlog() == 0;
            });

    assertThat(queue.lost()).isEmpty();
    assertThat(queue.acknowledged()).hasSize(251);
    assertThat(keys()).containsAll(keys);
  }

  @Test
  void aPoisonMessageHoldsUpNothingAndEndsAsADeadLetter() {
    String poison = queue.send("%%%", "json");
    String unknownBucket = queue.sendJson(put("c").replace("manga-origin", "elsewhere"));
    Set<String> keys = send("c/", 20);

    start();
    await().atMost(AMPLE).until(() -> queue.acknowledged().size() == 20);
    assertThat(keys()).containsExactlyInAnyOrderElementsOf(keys);
    await().until(() -> !failures("UNREADABLE_RECORD").isEmpty());
    assertThat(failures("UNREADABLE_RECORD").getFirst())
        .satisfies(
            failure -> {
              assertThat(failure.getStage()).isEqualTo(Stage.QUEUE);
              assertThat(failure.getPermanent()).isTrue();
              assertThat(failure.getObjectKey()).isEqualTo("uploads");
              assertThat(failure.getClearsAt()).isNotNull();
            });
    for (int delivery = 2; delivery <= 3; delivery++) {
      int times = delivery;
      server.clock().advance(Duration.ofMinutes(31));
      await()
          .atMost(AMPLE)
          .until(() -> queue.attempts(poison) == times || queue.attempts(poison) == 0);
    }
    awaitEmptyQueue();

    assertThat(queue.acknowledged()).contains(poison, unknownBucket);
    assertThat(queue.lost()).isEmpty();
    assertThat(kafka.read(topics.deadLetters()))
        .extracting(ConsumerRecord::value)
        .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .containsExactlyInAnyOrder("%%%", put("c").replace("manga-origin", "elsewhere"));
    assertThat(
            kafka
                .read(topics.deadLetters())
                .getFirst()
                .headers()
                .lastHeader("continuity.origin")
                .value())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("queue/uploads");
  }

  @Test
  void aMessageWithoutALeaseIsToldAndHoldsUpNothing() {
    server
        .faults()
        .on(Operation.PULL)
        .times(1)
        .answer(200, "{\"success\":true,\"result\":{\"messages\":[{\"body\":\"x\"}]}}");
    Set<String> keys = send("j/", 5);

    start();
    awaitEmptyQueue();

    assertThat(keys()).containsExactlyInAnyOrderElementsOf(keys);
    await().until(() -> !failures("UNREADABLE_RECORD").isEmpty());
    assertThat(failures("UNREADABLE_RECORD").getFirst().getDetail()).contains("no lease");
  }

  @Test
  void aTokenThatExpiresIsAnIncidentUntilItsFileIsReplaced() throws Exception {
    String first = server.tokens().issueFor(Duration.ofHours(1));
    Path file = Files.writeString(directory.resolve("token"), first + "\n");
    start(new SecretFile("queue/uploads", file, first));
    send("d/", 1);
    awaitEmptyQueue();

    server.clock().advance(Duration.ofHours(2));
    await().atMost(AMPLE).until(() -> !failures("ACCESS_DENIED").isEmpty());
    send("e/", 5);
    assertThat(failures("ACCESS_DENIED").getFirst().getKind()).isEqualTo(FailureKind.RAISED);
    assertThat(failures("ACCESS_DENIED").getFirst().getPermanent()).isTrue();
    assertThat(failures("ACCESS_DENIED").getFirst().getDetail()).doesNotContain(first);
    Files.writeString(file, server.tokens().issue());
    awaitEmptyQueue();

    assertThat(keys()).contains("e/0", "e/4");
    await()
        .untilAsserted(
            () ->
                assertThat(failures("ACCESS_DENIED"))
                    .extracting(FailureEvent::getKind)
                    .endsWith(FailureKind.CLEARED));
  }

  @Test
  void itComesLessOftenWhenAskedTo() {
    server.faults().on(Operation.PULL).times(1).tooManyRequests("2");
    Set<String> keys = send("f/", 10);

    start();
    awaitEmptyQueue();

    List<QueueJournal.Entry> pulls = server.journal().of(Operation.PULL);
    assertThat(pulls.get(0).status()).isEqualTo(429);
    assertThat(Duration.ofNanos(pulls.get(1).nanos() - pulls.get(0).nanos()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(keys()).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void errorsAndBrokenConnectionsLoseNothing() {
    server.faults().on(Operation.PULL).times(1).status(503);
    server.faults().on(Operation.PULL).times(1).cut();
    server.faults().on(Operation.PULL).times(1).answer(200, "<html>");
    server.faults().on(Operation.ACK).times(1).status(500);
    server.faults().on(Operation.ACK).times(1).loseAnswer();
    Set<String> keys = send("g/", 120);

    start();
    awaitEmptyQueue();

    assertThat(keys()).containsAll(keys);
    assertThat(queue.acknowledged()).hasSize(120);
  }

  @Test
  void aMessageWhoseLeaseEndedIsSimplySeenAgain() {
    server.faults().on(Operation.ACK).times(1).hold();
    queue.sendJson(put("h"));
    start();
    await().atMost(AMPLE).until(() -> keys().size() == 1);

    server.clock().advance(VISIBILITY.plusSeconds(1));
    start();
    awaitEmptyQueue();

    assertThat(keys()).containsExactly("h", "h");
    assertThat(queue.acknowledged()).hasSize(1);
  }

  @Test
  void whoEndsBetweenKafkaAndTheQueueLosesNothing() {
    server.faults().on(Operation.ACK).hold();
    Set<String> keys = send("i/", 10);
    QueuePollers first = start();
    await().atMost(AMPLE).until(() -> keys().size() == 10);

    long before = System.nanoTime();
    first.close();
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    assertThat(queue.acknowledged()).isEmpty();
    server.faults().clear();
    server.clock().advance(VISIBILITY.plusSeconds(1));
    start();
    awaitEmptyQueue();

    assertThat(took).isLessThan(Duration.ofSeconds(10));
    assertThat(keys()).hasSizeGreaterThanOrEqualTo(10).containsAll(keys);
    assertThat(first.health("uploads").running()).isFalse();
  }

  @Test
  void anEmptyQueueIsAskedAgainAndEndingTakesNoTime() {
    QueuePollers running = start();
    await().atMost(AMPLE).until(() -> server.journal().of(Operation.PULL).size() > 3);
    assertThat(running.health("uploads").running()).isTrue();

    long before = System.nanoTime();
    running.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    assertThat(server.journal().of(Operation.ACK)).isEmpty();
  }
}
