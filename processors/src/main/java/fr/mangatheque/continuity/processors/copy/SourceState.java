package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.backup.EntryLister;
import java.time.Instant;

/** A source with what was learnt of it since the start. Thread-safe. */
record SourceState(
    SourceStores stores,
    LimitedReads origin,
    LimitedStore backup,
    EntryLister entries,
    EntryCheck check,
    EntryKeeping keeping,
    OriginReading reading) {
  /** A copy was not done in time, and was last at this stage. */
  void timedOut(Stage stage, Instant startedAt) {
    switch (stage) {
      case ORIGIN -> origin.timedOut(startedAt);
      case BACKUP, VERIFICATION -> backup.timedOut(startedAt);
      default -> {}
    }
  }
}
