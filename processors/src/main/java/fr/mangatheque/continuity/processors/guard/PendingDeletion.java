package fr.mangatheque.continuity.processors.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deletion that the guard knows of.
 *
 * @param size bytes of the version it would mark; null if unknown
 * @param sequence its number among those of its source
 * @param due whether its window is over, so that the ledger waits for an answer
 * @param granted whether it was granted: it waits no more, and is kept so that the ledger may ask
 *     again until it withdraws it
 */
record PendingDeletion(
    Instant absentSince, @Nullable Long size, long sequence, boolean due, boolean granted) {

  PendingDeletion whenDue() {
    return new PendingDeletion(absentSince, size, sequence, true, granted);
  }

  PendingDeletion whenGranted() {
    return new PendingDeletion(absentSince, size, sequence, due, true);
  }

  long bytes() {
    return size == null ? 0 : size;
  }
}
