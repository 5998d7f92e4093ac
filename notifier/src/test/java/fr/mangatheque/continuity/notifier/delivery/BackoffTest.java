package fr.mangatheque.continuity.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.notifier.channel.DeliveryException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(DeliveryTiming.DEFAULT, RandomGenerator.of("L64X128MixRandom"));

  @Test
  void waitsDoubleUpToTheLongest() {
    for (int attempts = 1; attempts < 100; attempts++) {
      long full = attempts > 9 ? 300_000 : 1_000L << (attempts - 1);

      assertThat(backoff.after(attempts, busy(null)).toMillis())
          .isBetween((long) (full * 0.8) - 1, full);
    }
  }

  @Test
  void aReceiverThatAsksForMoreGetsIt() {
    assertThat(backoff.after(1, busy(Duration.ofSeconds(40)))).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void aReceiverThatAsksForLessIsNotHurried() {
    assertThat(backoff.after(5, busy(Duration.ofSeconds(1)))).isGreaterThan(Duration.ofSeconds(12));
  }

  @Test
  void whatOnlyAPersonMendsIsTriedSeldom() {
    assertThat(backoff.after(1, new DeliveryException.Permanent("404", null)))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(4));
  }

  private static DeliveryException busy(Duration retryAfter) {
    return new DeliveryException.Transient("busy", retryAfter);
  }
}
