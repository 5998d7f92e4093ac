package fr.mangatheque.continuity.processors.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class AllowanceProperties {
  private static final Instant START = Instant.parse("2026-05-04T03:02:01.234Z");

  private static ScrubBudget budget(@Nullable Long bytes, @Nullable Long requests) {
    return new ScrubBudget(Duration.ofDays(90), bytes, requests);
  }

  @Property
  void whatIsGrantedOverTimeIsTheBudgetHoweverItIsCut(
      @ForAll @LongRange(min = 1, max = 1L << 50) long daily,
      @ForAll @IntRange(min = 1, max = 64) int partitions,
      @ForAll @Size(min = 1, max = 30)
          List<@IntRange(min = 1, max = 24 * 3600 * 1000) Integer> pauses) {
    Instant last = START;
    long granted = 0;
    for (int pause : pauses) {
      Instant now = last.plusMillis(pause);
      for (int partition = 0; partition < partitions; partition++) {
        granted += Allowance.of(budget(daily, null), last, now, partition, partitions).bytes();
      }
      last = now;
    }
    double days = (double) Duration.between(START, last).toMillis() / 86_400_000;

    assertThat((double) granted)
        .isBetween(daily * days * 0.999_999 - 1, daily * days * 1.000_001 + 1);
  }

  @Example
  void aLongPauseIsNotMadeUpForByMoreThanADay() {
    Allowance granted =
        Allowance.of(budget(1_000L, 10L), START.minus(Duration.ofDays(30)), START, 0, 1);

    assertThat(granted).isEqualTo(new Allowance(1_000, 10));
  }

  @Example
  void theFirstGrantIsThatOfAnHour() {
    assertThat(Allowance.of(budget(24_000L, 240L), null, START, 0, 1).bytes())
        .isBetween(999L, 1_001L);
  }

  @Example
  void withoutABudgetThereIsNoLimit() {
    assertThat(Allowance.of(budget(null, null), START, START.plusSeconds(1), 3, 12))
        .isEqualTo(new Allowance(Allowance.UNLIMITED, Allowance.UNLIMITED));
  }
}
