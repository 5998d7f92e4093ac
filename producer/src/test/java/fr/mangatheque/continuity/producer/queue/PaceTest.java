package fr.mangatheque.continuity.producer.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.queue.Pace.Step;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

  @Test
  void aFullQueueIsPulledAtOnceAndAnEmptyOneAfterTheInterval() {
    assertThat(Pace.FRESH.done(true, INTERVAL).pause()).isZero();
    assertThat(Pace.FRESH.done(false, INTERVAL).pause()).isEqualTo(INTERVAL);
  }

  @Test
  void theQueuesOwnWordOnWhenToComeAgainIsHonoured() {
    Step step = Pace.FRESH.slowDown(Duration.ofSeconds(37), RANDOM);

    assertThat(step.pause()).isEqualTo(Duration.ofSeconds(37));
  }

  @Test
  void afterAWordToSlowDownEvenAFullQueueIsPulledMoreSlowlyForAWhile() {
    Pace slowed =
        Pace.FRESH.slowDown(Duration.ZERO, RANDOM).next().slowDown(Duration.ZERO, RANDOM).next();

    Step first = slowed.done(true, INTERVAL);
    assertThat(first.pause()).isEqualTo(Duration.ofSeconds(2));

    Pace pace = first.next();
    for (int i = 0; i < 10; i++) {
      pace = pace.done(true, INTERVAL).next();
    }
    assertThat(pace.done(true, INTERVAL).pause()).isZero();
  }

  @Test
  void successForgetsFailures() {
    Pace failed = Pace.FRESH.failed(false, RANDOM).next().failed(false, RANDOM).next();

    assertThat(failed.done(true, INTERVAL).next()).isEqualTo(Pace.FRESH);
  }
}
