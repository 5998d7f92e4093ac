package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.storage.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of one restored object.
 *
 * @param wrong what is wrong with it, in a sentence; null if nothing is
 */
record Verdict(ObjectKey key, ByLedger ledger, BySource source, @Nullable String wrong) {
  /** What the ledger says of its bytes. */
  enum ByLedger {
    AS_PROMISED,
    MOVED_ON,
    NOT_TOLD,
    BROKEN
  }

  /** What the source says of them. */
  enum BySource {
    SAME,
    CHANGED,
    GONE,
    UNREAD,
    DIFFERS
  }
}
