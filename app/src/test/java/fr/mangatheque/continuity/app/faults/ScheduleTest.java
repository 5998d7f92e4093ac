package fr.mangatheque.continuity.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void aSeedIsOneSchedule() {
    assertThat(schedule(7)).isEqualTo(schedule(7)).isNotEqualTo(schedule(8));
  }

  private static Schedule schedule(long seed) {
    return Schedule.of(seed, 20_000, 250, Schedule.mixture(seed, 5));
  }

  @Test
  void everyFaultThatAMixtureMayHaveIsInOneOfTwentySeeds() {
    Set<FaultKind> met = new HashSet<>();
    LongStream.rangeClosed(1, 20).forEach(seed -> met.addAll(Schedule.mixture(seed, 5)));

    assertThat(met)
        .containsAll(List.of(FaultKind.values()).stream().filter(FaultKind::inMixtures).toList());
  }

  @Test
  void seedsAreRangesAndNumbers() {
    assertThat(Seeds.parse("1-3, 7")).containsExactly(1L, 2L, 3L, 7L);
  }
}
