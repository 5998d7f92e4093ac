package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** A cursor over a source's objects, for what a scan that ended did not show. */
final class AbsencePass {
  /** So many are changed at once, with no iterator open. */
  private static final int MOST = 100;

  private final Order.ScanEnded scan;
  private final Instant notBefore;
  private final LedgerStores stores;
  private final String until;
  private String from;

  AbsencePass(Order.ScanEnded scan, Instant notBefore, LedgerStores stores) {
    this.scan = scan;
    this.notBefore = notBefore;
    this.stores = stores;
    this.from = scan.source() + "/";
    // what follows the slash
    this.until = scan.source() + "0";
  }

  String source() {
    return scan.source();
  }

  boolean isDue(Instant now) {
    return !now.isBefore(notBefore);
  }

  private record Missing(ObjectId id, Input.Unseen unseen) {}

  /**
   * Goes on where it stopped.
   *
   * @param end by {@link System#nanoTime}; one object is looked at even if it has passed
   * @return whether all were looked at
   */
  boolean turn(long end, BiConsumer<ObjectId, Input.Unseen> told) {
    boolean done = false;
    do {
      List<Missing> missing = new ArrayList<>();
      done = look(end, missing);
      missing.forEach(object -> told.accept(object.id, object.unseen));
    } while (!done && System.nanoTime() - end < 0);
    return done;
  }

  private boolean look(long end, List<Missing> missing) {
    try (KeyValueIterator<String, ObjectStateRecord> objects = stores.objects(from, until)) {
      while (objects.hasNext()) {
        KeyValue<String, ObjectStateRecord> next = objects.next();
        judge(next.key, next.value, missing);
        // the least key that is greater
        from = next.key + '\0';
        if (missing.size() == MOST || System.nanoTime() - end >= 0) {
          return false;
        }
      }
    }
    return true;
  }

  private void judge(String object, ObjectStateRecord record, List<Missing> missing) {
    Instant startedAt = scan.startedAt();
    boolean inSource = stores.seen().inSource(object, startedAt);
    boolean inBackup = stores.seen().inBackup(object, startedAt);
    if (inSource && inBackup) {
      return;
    }
    ObjectId id = ObjectId.parse(object);
    Input.Unseen unseen = new Input.Unseen(scan, inSource, inBackup);
    if (!id.isCanary() && Listings.missing(StateCodec.fromRecord(record), unseen).isPresent()) {
      missing.add(new Missing(id, unseen));
    }
  }
}
