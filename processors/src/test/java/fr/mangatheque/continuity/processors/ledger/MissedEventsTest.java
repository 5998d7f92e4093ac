package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissedEventsTest {
  private static final Instant NOW = Examples.NOW;

  private final LedgerMetrics metrics = new LedgerMetrics(new SimpleMeterRegistry());
  private final MissedEvents missed = new MissedEvents(3, metrics);

  private List<FailureEvent> add(String source, int count, Instant from, Duration apart) {
    List<FailureEvent> told = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      missed
          .add(new ObjectId(source, "page-" + i), from.plus(apart.multipliedBy(i)))
          .ifPresent(told::add);
    }
    return told;
  }

  @Test
  void aFewAreNotToldOf() {
    assertThat(add("uploads", 3, NOW, Duration.ofSeconds(1))).isEmpty();
    assertThat(add("others", 3, NOW, Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void aFewInEachHourAreNotToldOf() {
    assertThat(add("uploads", 100, NOW, Duration.ofMinutes(20))).isEmpty();
  }

  @Test
  void manyAreToldOfOnceAMinute() {
    List<FailureEvent> told = add("uploads", 120, NOW, Duration.ofSeconds(1));

    assertThat(told)
        .extracting(FailureEvent::getAt)
        .containsExactly(NOW.plusSeconds(3), NOW.plusSeconds(63));
    assertThat(told.getLast().getSince()).isEqualTo(NOW);
    assertThat(told.getLast().getDetail()).startsWith("64 objects");
  }

  @Test
  void aClockThatWentBackSilencesNothing() {
    add("uploads", 5, NOW, Duration.ofSeconds(1));

    assertThat(add("uploads", 5, NOW.minusSeconds(7200), Duration.ofSeconds(1))).hasSize(1);
  }

  @Test
  void aThresholdOfNoneNeverTells() {
    MissedEvents silent = new MissedEvents(0, metrics);

    assertThat(silent.add(new ObjectId("uploads", "page"), NOW)).isEmpty();
  }
}
