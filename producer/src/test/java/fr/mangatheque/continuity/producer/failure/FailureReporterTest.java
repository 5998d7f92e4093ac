package fr.mangatheque.continuity.producer.failure;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FailureReporterTest {
  private static final Instant START = Instant.parse("2026-05-24T19:36:44Z");
  private static final Trouble QUEUE =
      new Trouble(Stage.QUEUE, CauseClass.ACCESS_DENIED, null, "r2");

  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));
  private final MockProducer<String, FailureEvent> producer =
      new MockProducer<>(
          true,
          null,
          topics.failures().keySerde().serializer(),
          topics.failures().valueSerde().serializer());
  private Instant now = START;
  private final FailureReporter reporter =
      new FailureReporter(producer, topics.failures().name(), () -> now);

  private List<FailureEvent> told() {
    return producer.history().stream().map(ProducerRecord::value).toList();
  }

  @Test
  void oneTroubleHasOneKeyAndOneBeginningHoweverOftenItIsTold() {
    reporter.raise(QUEUE, true, "403", null);
    now = START.plusSeconds(60);
    reporter.raise(QUEUE, true, "403 again", null);

    assertThat(producer.history())
        .extracting(ProducerRecord::key)
        .containsExactly("-/QUEUE/ACCESS_DENIED", "-/QUEUE/ACCESS_DENIED");
    assertThat(told()).extracting(FailureEvent::getSince).containsExactly(START, START);
    assertThat(told()).extracting(FailureEvent::getAttempts).containsExactly(1, 2);
    assertThat(told()).extracting(FailureEvent::getObjectKey).containsOnly("r2");
    assertThat(told()).extracting(FailureEvent::getPermanent).containsOnly(true);
  }

  @Test
  void whatIsOverIsToldOnce() {
    reporter.raise(QUEUE, false, "503", null);
    reporter.clear(QUEUE);
    reporter.clear(QUEUE);

    assertThat(told())
        .extracting(FailureEvent::getKind)
        .containsExactly(FailureKind.RAISED, FailureKind.CLEARED);
  }

  @Test
  void whatWasNeverRaisedIsNotCleared() {
    reporter.clear(QUEUE);

    assertThat(told()).isEmpty();
  }

  @Test
  void aTroubleThatEndedByItselfBeginsAnew() {
    Duration hour = Duration.ofHours(1);
    reporter.raise(QUEUE, false, "503", hour);
    now = START.plus(hour).plusSeconds(1);
    reporter.raise(QUEUE, false, "503", hour);

    assertThat(told()).extracting(FailureEvent::getSince).containsExactly(START, now);
    assertThat(told())
        .extracting(FailureEvent::getClearsAt)
        .containsExactly(START.plus(hour), now.plus(hour));
  }

  @Test
  void aTroubleThatGoesOnKeepsItsBeginningHoweverLongItDoes() {
    for (int minute = 0; minute <= 120; minute++) {
      now = START.plus(Duration.ofMinutes(minute));
      reporter.raise(QUEUE, false, "503", Duration.ofHours(1));
    }

    assertThat(told()).hasSize(121).extracting(FailureEvent::getSince).containsOnly(START);
    assertThat(told().getLast().getAttempts()).isEqualTo(121);
  }

  @Test
  void aLongDetailIsCut() {
    reporter.raise(QUEUE, false, "x".repeat(100_000), null);

    assertThat(told().getFirst().getDetail()).hasSizeLessThan(2_100).endsWith("…");
  }

  @Test
  void kafkaThatDoesNotTakeItStopsNobody() {
    producer.sendException = new TimeoutException("no broker");
    reporter.raise(QUEUE, false, "503", null);
    producer.sendException = null;
    reporter.close();
    reporter.raise(QUEUE, false, "503", null);

    assertThat(told()).isEmpty();
  }
}
