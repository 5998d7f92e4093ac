package fr.mangatheque.continuity.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void whatATenthOfASecondAllowsMayBeTakenAtOnce() {
    TokenBucket bucket = TokenBucket.full(100, 1, NOW).take(10, NOW);

    assertThat(bucket.until(1, NOW)).isEqualTo(Duration.ofMillis(10));
    assertThat(bucket.until(1, NOW.plusMillis(10))).isZero();
    assertThat(bucket.until(5, NOW.plusMillis(10))).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void aSlowOneStillLetsOneThrough() {
    TokenBucket bucket = TokenBucket.full(2, 1, NOW);

    assertThat(bucket.until(1, NOW)).isZero();
    assertThat(bucket.take(1, NOW).until(1, NOW)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void whatWasTakenWithoutWaitingIsWaitedForByTheNext() {
    TokenBucket bucket = TokenBucket.full(10, 1, NOW).take(21, NOW);

    assertThat(bucket.until(1, NOW)).isEqualTo(Duration.ofMillis(2100));
  }

  @Test
  void whatIsGivenBackCanBeTakenAgainButNotSaved() {
    TokenBucket bucket = TokenBucket.full(100, 1, NOW).take(10, NOW).giveBack(50);

    assertThat(bucket.tokens()).isEqualTo(10);
  }

  @Test
  void aClockThatGoesBackHoldsNobodyUp() {
    TokenBucket bucket = TokenBucket.full(10, 1, NOW).take(1, NOW);
    Instant back = NOW.minusSeconds(3600);

    bucket = bucket.take(0, back);

    assertThat(bucket.until(1, back)).isEqualTo(Duration.ofMillis(100));
  }

  /** Whoever waits as long as told never takes more than the rate allows, and wastes nothing. */
  @Property
  void overAnyTimeNoMoreIsTakenThanTheRateAllows(
      @ForAll @IntRange(min = 1, max = 100_000) int perSecond,
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 5_000) Integer> amounts) {
    TokenBucket bucket = TokenBucket.full(perSecond, 5_000, NOW);
    Instant now = NOW;
    long taken = 0;
    boolean waited = false;
    for (int amount : amounts) {
      Duration wait = bucket.until(amount, now);
      waited |= wait.isPositive();
      now = now.plus(wait);
      assertThat(bucket.until(amount, now)).isZero();
      bucket = bucket.take(amount, now);
      taken += amount;
      double seconds = Duration.between(NOW, now).toNanos() / 1e9;
      assertThat((double) taken).isLessThanOrEqualTo(perSecond * seconds + bucket.capacity() + 1);
      if (waited) {
        assertThat(taken + 1.0).isGreaterThanOrEqualTo(perSecond * seconds);
      }
    }
  }
}
