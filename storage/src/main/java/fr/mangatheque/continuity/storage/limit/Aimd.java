package fr.mangatheque.continuity.storage.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many requests an endpoint may have at a time: one more after a full round of successes, half
 * as many when it says that it is too much, or takes too long. Requests that were under way at a
 * decrease do not decrease again: they tell of the same crowd.
 *
 * @param limit from 1 to {@code max}, in fractions, for a round adds up to one
 * @param max as many as there are tasks
 * @param decreasedAt when it was last decreased
 * @param pausedUntil no request before, as the endpoint wished
 */
record Aimd(double limit, int max, Instant decreasedAt, Instant pausedUntil) {
  Aimd {
    if (max < 1 || limit < 1 || limit > max) {
      throw new IllegalArgumentException("a limit is from 1 to " + max + ", not " + limit);
    }
  }

  static Aimd startingAt(int max) {
    return new Aimd(max, max, Instant.EPOCH, Instant.EPOCH);
  }

  Aimd succeeded() {
    return new Aimd(Math.min(max, limit + 1 / limit), max, decreasedAt, pausedUntil);
  }

  Aimd throttled(Instant startedAt, Instant now, @Nullable Duration retryAfter) {
    Instant pause = retryAfter == null ? pausedUntil : later(pausedUntil, now.plus(retryAfter));
    if (startedAt.isBefore(decreasedAt)) {
      return new Aimd(limit, max, decreasedAt, pause);
    }
    return new Aimd(Math.max(1, limit / 2), max, now, pause);
  }

  int whole() {
    return (int) limit;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
