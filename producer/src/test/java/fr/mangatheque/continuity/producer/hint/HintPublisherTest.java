package fr.mangatheque.continuity.producer.hint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class HintPublisherTest {
  private static final Instant NOW = Instant.parse("2026-05-24T19:36:44.379Z");
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final Duration AMPLE = Duration.ofSeconds(30);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private static MockProducer<String, ObjectChange> kafka(boolean acknowledges) {
    Serde<ObjectChange> serde = WireSerdes.open(Optional.empty()).of(ObjectChange.class);
    return new MockProducer<>(
        acknowledges, new RoundRobinPartitioner(), new StringSerializer(), serde.serializer());
  }

  private HintPublisher publisher(MockProducer<String, ObjectChange> kafka, Duration timeout) {
    return new HintPublisher(
        kafka, "object-changes", timeout, HintRoom.DEFAULT, registry, () -> NOW);
  }

  private static List<Hint> hints(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new ObjectId("uploads", "key-" + i))
        .map(object -> new Hint(object, ChangeKind.CREATED, null, null, null, null))
        .toList();
  }

  @Test
  void theIdsTellWhatKafkaKeeps() {
    MockProducer<String, ObjectChange> kafka = kafka(true);

    PublishOutcome outcome = publisher(kafka, AMPLE).publish(hints(3), "symfony");

    assertThat(kafka.history())
        .extracting(r -> r.key())
        .containsExactly("uploads/key-0", "uploads/key-1", "uploads/key-2");
    assertThat(outcome)
        .isEqualTo(
            new PublishOutcome.Acknowledged(
                kafka.history().stream().map(r -> r.value().getId()).toList()));
    assertThat(kafka.history())
        .allMatch(r -> r.value().getSender().equals("symfony"))
        .allMatch(r -> r.value().getOccurredAt().equals(NOW));
    assertThat(registry.get("continuity.hints.published").counter().count()).isEqualTo(3);
  }

  @Test
  void oneThatKafkaRefusesLeavesAllUnconfirmed() throws Exception {
    MockProducer<String, ObjectChange> kafka = kafka(false);
    RuntimeException refusal = new NotEnoughReplicasException("one of two is away");

    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<PublishOutcome> outcome =
          other.submit(() -> publisher(kafka, AMPLE).publish(hints(2), "symfony"));
      await().until(() -> kafka.history().size() == 2);
      kafka.completeNext();
      kafka.errorNext(refusal);

      assertThat(outcome.get()).isEqualTo(new PublishOutcome.Unconfirmed(refusal));
      assertThat(registry.find("continuity.hints.published").counter()).isNull();
    }
  }

  @Test
  void whatAStoreSaysOfTheOrderIsKept() {
    MockProducer<String, ObjectChange> kafka = kafka(true);
    ObjectId object = new ObjectId("uploads", "k");
    Hint hint = new Hint(object, ChangeKind.CREATED, null, null, null, null, "0055AED6DCD90281E5");

    PublishOutcome outcome = publisher(kafka, AMPLE).publish(List.of(hint), "aws");

    assertThat(outcome).isInstanceOf(PublishOutcome.Acknowledged.class);
    assertThat(kafka.history())
        .extracting(r -> r.value().getSequencer())
        .containsExactly("0055AED6DCD90281E5");
  }

  @Test
  void itDoesNotWaitLongerThanItMay() {
    long start = System.nanoTime();

    PublishOutcome outcome = publisher(kafka(false), TIMEOUT).publish(hints(2), "symfony");

    assertThat(outcome).isInstanceOf(PublishOutcome.Unconfirmed.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.plusSeconds(5));
  }

  @Test
  void whatThereIsNoRoomForIsToComeAgainAndIsNotSent() throws Exception {
    MockProducer<String, ObjectChange> kafka = kafka(false);
    HintPublisher publisher =
        new HintPublisher(
            kafka, "object-changes", AMPLE, new HintRoom(2, 10_000), registry, () -> NOW);
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<PublishOutcome> first = other.submit(() -> publisher.publish(hints(1), "symfony"));
      await().until(() -> kafka.history().size() == 1);

      assertThat(publisher.publish(hints(2), "symfony"))
          .isEqualTo(new PublishOutcome.Busy(Duration.ofSeconds(1)));
      assertThat(kafka.history()).hasSize(1);
      kafka.completeNext();
      assertThat(first.get()).isInstanceOf(PublishOutcome.Acknowledged.class);
    }
  }

  @Test
  void whatIsLateWhileKafkaWorksIsToComeAgain() throws Exception {
    MockProducer<String, ObjectChange> kafka = kafka(false);
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService broker = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> slowly =
          broker.scheduleAtFixedRate(kafka::completeNext, 0, 20, TimeUnit.MILLISECONDS);
      Future<PublishOutcome> late =
          other.submit(
              () -> publisher(kafka, Duration.ofSeconds(2)).publish(hints(1000), "symfony"));

      assertThat(late.get()).isInstanceOf(PublishOutcome.Busy.class);
      slowly.cancel(false);
    }
  }

  @Test
  void itIsNotHeavierThanItIsReckoned() {
    String euros = "\u20ac".repeat(341);
    Hint hint =
        new Hint(
            new ObjectId("uploads", euros),
            ChangeKind.CREATED,
            euros.repeat(3),
            Long.MAX_VALUE,
            "a".repeat(64),
            NOW,
            "\u20ac".repeat(128));
    Serde<ObjectChange> serde = WireSerdes.open(Optional.empty()).of(ObjectChange.class);
    ObjectChange change = Changes.of(hint, new HintIds(() -> NOW).next(), "s".repeat(64), NOW);

    int key = hint.object().toString().getBytes(UTF_8).length;
    int value = serde.serializer().serialize("object-changes", change).length;

    // The client reckons with up to 100 bytes more for the head of a batch and of a record.
    assertThat(HintRoom.weight(hint)).isBetween(key + value + 100L, key + value + 400L);
  }

  @Test
  void aClosedPublisherConfirmsNothing() {
    HintPublisher publisher = publisher(kafka(true), TIMEOUT);
    publisher.close();

    assertThat(publisher.publish(hints(1), "symfony"))
        .isInstanceOf(PublishOutcome.Unconfirmed.class);
  }

  @Test
  void noCommonPropertyWeakensWhatIsPromised() {
    KafkaConnection careless =
        new KafkaConnection(
            "127.0.0.1:9092",
            "host-1",
            Map.of(
                "acks",
                "1",
                "enable.idempotence",
                "false",
                "linger.ms",
                "20",
                "buffer.memory",
                "1000"));

    Map<String, Object> settings = ProducerSettings.of(careless, Duration.ofSeconds(10));

    assertThat(settings)
        .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
        .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
        .containsEntry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000)
        .containsEntry(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * 1024 * 1024)
        .containsEntry(ProducerConfig.LINGER_MS_CONFIG, "20");
  }
}
