package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Looks, once a scan of a source has ended, for objects that it did not show, a little at a time:
 * at most one scan a source. Owned by one stream thread.
 */
final class AbsenceChecks {
  // the tasks of a thread have their turns one after the other, and fresh uploads wait meanwhile
  private static final Duration LONGEST_TURN = Duration.ofMillis(20);
  // what the backup showed comes in another topic, and may be a moment later
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final LedgerStores stores;
  private final Instant marksSince;
  private final LedgerMetrics metrics;
  private final BiConsumer<ObjectId, Input.Unseen> missing;
  private final Map<String, AbsencePass> passes = new LinkedHashMap<>();

  /**
   * @param marksSince when it began to keep marks: scans that began before may have left others
   * @param missing told of each object that the scan should have shown
   */
  AbsenceChecks(
      LedgerStores stores,
      Instant marksSince,
      LedgerMetrics metrics,
      BiConsumer<ObjectId, Input.Unseen> missing) {
    this.stores = stores;
    this.marksSince = marksSince;
    this.metrics = metrics;
    this.missing = missing;
  }

  /** Instead of what may be under way for this source. */
  void begin(Order.ScanEnded scan, Instant now) {
    passes.remove(scan.source());
    if (marksSince.isBefore(scan.startedAt())) {
      passes.put(scan.source(), new AbsencePass(scan, now.plus(WAIT), stores));
    } else {
      metrics.absenceVoided(scan.source());
    }
  }

  /**
   * @param end by {@link System#nanoTime}
   */
  void turn(Instant now, long end) {
    long start = System.nanoTime();
    long until = start + Math.min(end - start, LONGEST_TURN.toNanos());
    Iterator<AbsencePass> all = passes.values().iterator();
    while (all.hasNext() && System.nanoTime() - until < 0) {
      AbsencePass pass = all.next();
      if (pass.isDue(now) && pass.turn(until, missing)) {
        all.remove();
        metrics.absenceJudged(pass.source());
      }
    }
  }
}
