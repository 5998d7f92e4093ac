package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.event.OpenGroup;
import fr.mangatheque.continuity.schemas.event.ScanOutcome;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.LongKeys;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.Use;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A slice of the backup's listing: of each key, its greatest entry is told. */
final class BackupSlice implements SliceReader {
  private final ScanRequest request;
  private final Telling telling;
  private final String worker;
  private final InstantSource clock;
  private final SliceListing listing;
  private final Groups groups;
  private final LongKeys longKeys;
  private final Tally tally = new Tally();

  BackupSlice(
      ScanSource source, ScanRequest request, Telling telling, String worker, InstantSource clock) {
    this.request = request;
    this.telling = telling;
    this.worker = worker;
    this.clock = clock;
    BackupLayout layout = source.layout();
    LimitedReads store =
        new LimitedReads(source.backup(), source.backup(), source.backupLimit(), Use.SCAN);
    this.longKeys = new LongKeys(store, layout);
    this.groups =
        new Groups(
            layout, request.getFrom(), request.getUntil(), request.getAfter(), request.getOpen());
    this.listing =
        new SliceListing(
            store,
            layout.prefix(),
            later(request.getAfter(), layout.longs()),
            request.getUntil() == null ? behind(layout.objects()) : request.getUntil());
  }

  /** Entries are under long/ and objects/, in this order, and little is between them. */
  private static String later(@Nullable String after, String first) {
    return after == null || Cut.isBefore(after, first) ? first : after;
  }

  /** Behind all names that start with what ends with a slash. */
  private static String behind(String directory) {
    return directory.substring(0, directory.length() - 1) + (char) ('/' + 1);
  }

  @Override
  public SliceListing listing() {
    return listing;
  }

  @Override
  public void take(List<ListedObject> objects, List<String> unusable) {
    for (ListedObject object : objects) {
      if (tally.listed(object)) {
        tally.sample(Cut.atGroup(object.key().value()));
      }
      groups.take(object).forEach(this::tell);
    }
    unusable.forEach(tally::unusableName);
  }

  private void tell(OpenGroup group) {
    key(group)
        .ifPresentOrElse(
            key -> {
              telling.proof(ScanRecords.proof(request, key, group, worker, clock.instant()));
              tally.hinted();
              if (Groups.isLive(group)) {
                tally.live();
              }
            },
            () -> tally.unusable("long/" + group.getKeyHash()));
  }

  private Optional<String> key(OpenGroup group) {
    return group.getKeyHash() == null
        ? Optional.of(group.getObjectKey())
        : longKeys.find(new Sha256(group.getKeyHash()), Edges.name(group)).map(ObjectKey::value);
  }

  @Override
  public void end(ScanOutcome outcome, ScanResult.Builder result) {
    if (outcome == ScanOutcome.DONE) {
      groups.end().forEach(this::tell);
    }
    tally.into(result).setOpen(groups.open());
  }
}
