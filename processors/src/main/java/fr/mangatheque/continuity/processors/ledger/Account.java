package fr.mangatheque.continuity.processors.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the objects of a source stand in one partition.
 *
 * @param sum of its objects
 * @param oldestPending the oldest unprotected change, as of the last turn; null if there is none
 * @param oldestFailing no object has failed for longer, as of the last turn; null if none fails
 * @param newest the live object whose version was proven last; null if there is none, or if that
 *     object is gone since
 * @param backfill the first audit of the source; null until it has ended
 * @param pauseTold whether it was raised that the source is paused
 */
record Account(
    Contribution sum,
    @Nullable Moment oldestPending,
    @Nullable Instant oldestFailing,
    @Nullable Moment newest,
    @Nullable Backfill backfill,
    boolean pauseTold) {
  static final Account EMPTY = new Account(Contribution.NONE, null, null, null, null, false);

  /**
   * The first audit of a source.
   *
   * @param endedAt when all that it found was copied or had failed; null if that is not so yet
   */
  record Backfill(String scanId, Instant startedAt, @Nullable Instant endedAt) {}

  Account with(Contribution newSum, @Nullable Moment newNewest) {
    return new Account(newSum, oldestPending, oldestFailing, newNewest, backfill, pauseTold);
  }

  Account withOldest(@Nullable Moment pending, @Nullable Instant failing) {
    return new Account(sum, pending, failing, newest, backfill, pauseTold);
  }

  Account with(Backfill audit) {
    return new Account(sum, oldestPending, oldestFailing, newest, audit, pauseTold);
  }

  Account withPauseTold(boolean told) {
    return new Account(sum, oldestPending, oldestFailing, newest, backfill, told);
  }
}
