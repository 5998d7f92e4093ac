package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.storage.backup.EntryName;
import java.time.Instant;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * An audit of one key, in three moves with any time between: it lists the source, then the backup,
 * and ends once the ledger was told what it saw.
 */
final class ModelAudit {
  private final Order.ScanEnded scan;
  private boolean sourceListed;
  private boolean backupListed;
  private boolean inSource;
  private boolean inBackup;

  ModelAudit(Instant startedAt) {
    scan = new Order.ScanEnded("uploads", "uploads/audit@" + startedAt, startedAt, false);
  }

  boolean listed() {
    return sourceListed && backupListed;
  }

  /** What the next listing tells; null if it shows nothing of the key. */
  @Nullable Input list(ModelSource source, NavigableSet<EntryName> backup, Instant now) {
    if (!sourceListed) {
      sourceListed = true;
      return observed(source.held(), now);
    }
    backupListed = true;
    inBackup = !backup.isEmpty();
    return inBackup ? shown(backup) : null;
  }

  private @Nullable Input observed(ModelSource.@Nullable Held held, Instant now) {
    inSource = held != null;
    return held == null
        ? null
        : new Input.Hint(
            Input.Hint.Kind.OBSERVED,
            held.etag(),
            ModelSource.SIZE,
            null,
            held.lastModified(),
            now,
            new Sighting(scan.startedAt(), true, true));
  }

  private Input shown(NavigableSet<EntryName> backup) {
    int versions = (int) backup.stream().filter(EntryName.Version.class::isInstance).count();
    EntryName last = backup.last();
    boolean live = last instanceof EntryName.Version;
    return new Input.Listed(
        new KnownEntry(
            last,
            live ? ModelSource.SIZE : 0,
            last instanceof EntryName.Version version ? version.etag() : null,
            null,
            null),
        new Held(versions, versions * ModelSource.SIZE),
        scan.startedAt(),
        true);
  }

  /** What its end tells of the key; null if it saw all. */
  Input.@Nullable Unseen end() {
    return inSource && inBackup ? null : new Input.Unseen(scan, inSource, inBackup);
  }
}
