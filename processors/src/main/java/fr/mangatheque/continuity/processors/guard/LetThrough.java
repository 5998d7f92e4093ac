package fr.mangatheque.continuity.processors.guard;

import java.time.Duration;
import java.time.Instant;

/**
 * How many deletions were granted lately, without a list of them: those of the current stretch of
 * time and of the one before.
 *
 * @param since when the current stretch began
 */
record LetThrough(Instant since, long current, long before) {
  static final LetThrough NONE = new LetThrough(Instant.EPOCH, 0, 0);

  LetThrough plusOne(Duration stretch, Instant now) {
    LetThrough rolled = at(stretch, now);
    return new LetThrough(rolled.since, rolled.current + 1, rolled.before);
  }

  long count(Duration stretch, Instant now) {
    LetThrough rolled = at(stretch, now);
    return rolled.current + rolled.before;
  }

  private LetThrough at(Duration stretch, Instant now) {
    if (now.isBefore(since) || !now.isBefore(since.plus(stretch.multipliedBy(2)))) {
      return new LetThrough(now, 0, 0);
    }
    return now.isBefore(since.plus(stretch))
        ? this
        : new LetThrough(since.plus(stretch), 0, current);
  }
}
