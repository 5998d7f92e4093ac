package fr.mangatheque.continuity.processors.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * When an object is due to be read back, so that all are within a time, at a steady pace. Pure.
 *
 * <p>What was read back is due again after nine tenths of the time: as long as grants come more
 * often than every tenth, and are large enough, none is older than promised. What was never read
 * back is due after a share of that which its key decides: so what was copied in a burst is read
 * back all over the time, and from then on as well.
 *
 * @param within the promise
 */
record ReadBackPace(Duration within) {
  /** How many shares there are. */
  static final int STEPS = 256;

  private static final int READ = STEPS - 1;

  /**
   * The share of an object.
   *
   * @param read whether it was ever read back
   */
  static int step(String object, boolean read) {
    return read ? READ : Math.floorMod((object.hashCode() * 0x9E3779B1) >>> 16, READ);
  }

  /**
   * When an object is due.
   *
   * @param last when it was read back, or proven, last
   */
  Instant due(int step, Instant last) {
    return last.plusMillis(within.toMillis() / 10 * 9 / STEPS * (step + 1));
  }

  /** Whether an object was last read back longer ago than promised. */
  boolean isBroken(Instant last, Instant now) {
    return now.isAfter(last.plus(within));
  }
}
