package fr.mangatheque.continuity.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
}
