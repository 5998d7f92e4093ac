package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.ScanOutcome;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.Use;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A slice of the source's listing: what is there, or changed lately, is hinted at. */
final class SourceSlice implements SliceReader {
  private final ScanRequest request;
  private final Telling telling;
  private final InstantSource clock;
  private final SliceListing listing;
  private final Tally tally = new Tally();

  SourceSlice(ScanSource source, ScanRequest request, Telling telling, InstantSource clock) {
    this.request = request;
    this.telling = telling;
    this.clock = clock;
    ObjectLister lister =
        new LimitedReads(source.origin(), source.origin(), source.originLimit(), Use.SCAN);
    this.listing = new SliceListing(lister, "", request.getAfter(), request.getUntil());
  }

  @Override
  public SliceListing listing() {
    return listing;
  }

  @Override
  public void take(List<ListedObject> objects, List<String> unusable) {
    Instant now = clock.instant();
    for (ListedObject object : objects) {
      String key = object.key().value();
      if (tally.listed(object)) {
        tally.sample(Cut.at(key));
      }
      if (key.startsWith(ObjectId.CANARY_PREFIX)) {
        tally.canary();
      }
      Instant since = request.getWatermark();
      if (since == null || !object.lastModified().isBefore(since)) {
        telling.hint(hint(object, now));
        tally.hinted();
      }
    }
    unusable.forEach(tally::unusableName);
  }

  private ObjectChange hint(ListedObject object, Instant now) {
    return ObjectChange.newBuilder()
        .setId("")
        .setSource(request.getSource())
        .setObjectKey(object.key().value())
        .setKind(ChangeKind.OBSERVED)
        .setSender("scan")
        .setOccurredAt(now)
        .setReceivedAt(now)
        .setEtag(object.etag().value())
        .setSize(object.size())
        .setLastModified(object.lastModified())
        .setScanId(request.getScanId())
        .setScanStartedAt(request.getStartedAt())
        .setBackfill(request.getBackfill())
        .build();
  }

  @Override
  public void end(ScanOutcome outcome, ScanResult.Builder result) {
    tally.into(result);
  }
}
