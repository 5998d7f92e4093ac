package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.backup.EntryLister;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.LimitedStore;
import java.time.Instant;

/**
 * A source as copies of one use see it, with what was learnt of it since the start. Thread-safe.
 *
 * @param reading takes in what the origin holds
 * @param readingBack takes in what the backup holds
 */
record SourceState(
    SourceStores stores,
    LimitedReads origin,
    LimitedStore backup,
    EntryLister entries,
    EntryCheck check,
    EntryKeeping keeping,
    OriginReading reading,
    OriginReading readingBack) {
  /** A copy was not done in time, and was last at this stage. */
  void timedOut(Stage stage, Instant startedAt) {
    switch (stage) {
      case ORIGIN -> stores.originLimit().timedOut(startedAt);
      case BACKUP, VERIFICATION -> stores.backupLimit().timedOut(startedAt);
      default -> {}
    }
  }
}
