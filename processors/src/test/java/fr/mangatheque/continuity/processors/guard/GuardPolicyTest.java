package fr.mangatheque.continuity.processors.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardPolicyTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final Duration STRETCH = Duration.ofHours(1);

  @ParameterizedTest(name = "{0} pending and {1} let through of {2}: {3}")
  @CsvSource({
    "99, 0, 2000, false",
    "100, 0, 2000, true",
    "100, 0, 2001, false",
    "5000, 0, 1000000, false",
    "50000, 0, 1000000, true",
    "1, 99, 2000, true",
    "0, 900, 2000, false",
    "19, 0, 40, false",
    "20, 0, 40, true",
    "5, 0, 10, false",
    "10, 0, 10, false",
    "11, 0, 4, true",
    "10, 0, 0, false",
    "10, 0, , false",
    "11, 0, , true",
    "0, 50, , false"
  })
  void soMuchIsAnEmergency(long pending, long letThrough, Long audited, boolean trips) {
    assertThat(GuardPolicy.DEFAULT.trips(pending, letThrough, audited)).isEqualTo(trips);
  }

  @Test
  void whatWasLetThroughIsForgottenAfterAWhile() {
    LetThrough some = LetThrough.NONE.plusOne(STRETCH, NOW).plusOne(STRETCH, NOW.plusSeconds(9));
    LetThrough more = some.plusOne(STRETCH, NOW.plus(STRETCH));

    assertThat(some.count(STRETCH, NOW.plusSeconds(10))).isEqualTo(2);
    assertThat(more.count(STRETCH, NOW.plus(STRETCH))).isEqualTo(3);
    assertThat(more.count(STRETCH, NOW.plus(STRETCH.multipliedBy(2)))).isEqualTo(1);
    assertThat(more.count(STRETCH, NOW.plus(STRETCH.multipliedBy(4)))).isZero();
    assertThat(more.count(STRETCH, NOW.minusSeconds(1))).isZero();
  }
}
