package fr.mangatheque.continuity.producer.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.queue.Pace.Step;
import java.time.Duration;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PaceProperties {
  private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

  @Property
  void failuresAreRetriedMoreAndMoreSlowlyButNeverGivenUp(
      @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE - 1) int failures,
      @ForAll boolean permanent) {
    Step step = new Pace(failures, Duration.ZERO).failed(permanent, RANDOM);

    Duration first = permanent ? Pace.FIRST_REFUSED : Pace.FIRST_RETRY;
    Duration longest = permanent ? Pace.LONGEST_REFUSED : Pace.LONGEST_RETRY;
    Duration full = first.multipliedBy(1L << Math.min(failures, 20));
    Duration most = full.compareTo(longest) > 0 ? longest : full;
    assertThat(step.pause()).isBetween(most.dividedBy(2), most);
    assertThat(step.next().failures()).isEqualTo(failures + 1);
  }

  @Property
  void theGapNeverGrowsBeyondAMinute(@ForAll @IntRange(min = 1, max = 100) int times) {
    Pace pace = Pace.FRESH;
    for (int i = 0; i < times; i++) {
      Step step = pace.slowDown(null, RANDOM);
      assertThat(step.pause()).isBetween(Pace.FIRST_RETRY, Pace.LONGEST_RETRY);
      pace = step.next();
    }
    assertThat(pace.gap()).isBetween(Pace.FIRST_GAP, Pace.LONGEST_GAP);
  }
}
