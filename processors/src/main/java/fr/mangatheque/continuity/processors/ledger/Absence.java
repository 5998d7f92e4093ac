package fr.mangatheque.continuity.processors.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That the source no longer shows an object which the backup holds.
 *
 * @param since when the source first said so and has not shown it since; null if it did not, or if
 *     nothing is to be decided about it
 * @param kept when a person decided that it is no deletion; null if nobody did, or a hint came
 *     since
 */
record Absence(@Nullable Instant since, @Nullable Instant kept) {
  static final Absence NONE = new Absence(null, null);

  Absence {
    if (since != null && kept != null) {
      throw new IllegalArgumentException("what is kept is not about to be deleted");
    }
  }
}
