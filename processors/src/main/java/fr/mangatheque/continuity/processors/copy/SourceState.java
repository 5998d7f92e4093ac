package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.backup.EntryLister;

/** A source with what was learnt of it since the start. Thread-safe. */
record SourceState(
    SourceStores stores,
    LimitedReads origin,
    LimitedStore backup,
    EntryLister entries,
    EntryCheck check,
    EntryKeeping keeping,
    OriginReading reading) {}
