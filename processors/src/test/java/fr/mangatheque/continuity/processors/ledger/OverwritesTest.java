package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverwritesTest {
  private static final Instant NOW = Examples.NOW;

  private final Overwrites overwrites = new Overwrites();

  private List<FailureEvent> overwrite(int count, long objects, Duration apart) {
    List<FailureEvent> told = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      overwrites
          .add(new ObjectId("uploads", "page-" + i), objects, NOW.plus(apart.multipliedBy(i)))
          .ifPresent(told::add);
    }
    return told;
  }

  @Test
  void aHundredWithinTheHourAreUnusualInASmallSource() {
    assertThat(overwrite(99, 200, Duration.ofMillis(1))).isEmpty();

    assertThat(overwrite(1, 200, Duration.ZERO))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.getCauseClass()).isEqualTo("MASS_OVERWRITE");
              assertThat(told.getDetail()).startsWith("100 objects").contains("page-0");
              assertThat(told.getClearsAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
            });
  }

  @Test
  void inALargeSourceItTakesAShareOfIt() {
    assertThat(overwrite(499, 10_000, Duration.ofMillis(1))).isEmpty();

    assertThat(overwrite(1, 10_000, Duration.ZERO)).hasSize(1);
  }

  @Test
  void aHundredOverADayAreUsual() {
    assertThat(overwrite(100, 200, Duration.ofMinutes(10))).isEmpty();
  }
}
