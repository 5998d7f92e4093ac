package fr.mangatheque.continuity.storage.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * So many a second on the whole, and what a tenth of a second allows at once. Over any time t no
 * more is taken than {@code perSecond * t + capacity}, but for what is taken without waiting.
 *
 * @param tokens that are there at {@code at}; below zero if more was taken than there were
 */
record TokenBucket(double perSecond, double capacity, double tokens, Instant at) {
  private static final double AT_ONCE_SECONDS = 0.1;
  private static final double NANOS = 1e9;
  // a rounding error is not waited for
  private static final double ROUNDING = 1e-6;

  /**
   * A full one.
   *
   * @param least it holds so many even if that takes more than a tenth of a second
   */
  static TokenBucket full(double perSecond, double least, Instant now) {
    double capacity = Math.max(least, perSecond * AT_ONCE_SECONDS);
    return new TokenBucket(perSecond, capacity, capacity, now);
  }

  /** How long until {@code amount}, or a whole bucket if that is less, may be taken. */
  Duration until(long amount, Instant now) {
    double missing = Math.min(amount, capacity) - refilled(now).tokens;
    return missing <= ROUNDING
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil(missing / perSecond * NANOS));
  }

  TokenBucket take(long amount, Instant now) {
    return refilled(now).plus(-amount);
  }

  /** What was taken and not used. */
  TokenBucket giveBack(long amount) {
    return plus(amount);
  }

  private TokenBucket plus(double amount) {
    return new TokenBucket(perSecond, capacity, Math.min(capacity, tokens + amount), at);
  }

  /** A clock that goes back gives nothing, and takes nothing away. */
  private TokenBucket refilled(Instant now) {
    double seconds = Math.max(0, Duration.between(at, now).toNanos() / NANOS);
    return new TokenBucket(perSecond, capacity, tokens, now).plus(seconds * perSecond);
  }
}
