package fr.mangatheque.continuity.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenBucketProperties {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

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
