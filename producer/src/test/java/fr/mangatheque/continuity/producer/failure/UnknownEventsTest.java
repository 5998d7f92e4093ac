package fr.mangatheque.continuity.producer.failure;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class UnknownEventsTest {
  private static final Instant START = Instant.parse("2026-05-24T19:36:44Z");

  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));
  private final MockProducer<String, FailureEvent> producer =
      new MockProducer<>(
          true,
          null,
          topics.failures().keySerde().serializer(),
          topics.failures().valueSerde().serializer());
  private Instant now = START;
  private final UnknownEvents unknown =
      new UnknownEvents(
          new FailureReporter(producer, topics.failures().name(), () -> now), () -> now);

  private void met(Duration after, String sender) {
    now = START.plus(after);
    unknown.met(sender, List.of("s3:ObjectPainted:Blue"));
  }

  private List<FailureEvent> told() {
    return producer.history().stream().map(ProducerRecord::value).toList();
  }

  @Test
  void aBurstIsNotYetForAPerson() {
    for (int second = 0; second < 59; second++) {
      met(Duration.ofSeconds(second), "minio");
    }

    assertThat(told()).isEmpty();
  }

  @Test
  void thoseThatGoOnAreToldOnceAMinuteWithTheirSenderAndKind() {
    for (int second = 0; second < 180; second++) {
      met(Duration.ofSeconds(second), "minio");
    }

    assertThat(told()).hasSize(2);
    assertThat(told()).extracting(FailureEvent::getObjectKey).containsOnly("minio");
    assertThat(told().getFirst().getDetail()).contains("minio", "s3:ObjectPainted:Blue");
    assertThat(told().getFirst().getClearsAt())
        .isEqualTo(START.plusSeconds(60).plus(UnknownEvents.ENDED));
  }

  @Test
  void oneNowAndThenIsNobodysWork() {
    met(Duration.ZERO, "minio");
    met(Duration.ofHours(2), "minio");
    met(Duration.ofHours(4), "minio");

    assertThat(told()).isEmpty();
  }

  @Test
  void sendersAreToldApart() {
    met(Duration.ZERO, "minio");
    met(Duration.ofMinutes(2), "ceph");
    met(Duration.ofMinutes(2), "minio");

    assertThat(told()).extracting(FailureEvent::getObjectKey).containsExactly("minio");
  }
}
