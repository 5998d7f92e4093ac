package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Objects that no event announced and a scan found, over the partitions of this process: more of a
 * source within an hour than a threshold are told, and told again while more come. An hour without
 * ends it. Thread-safe.
 */
final class MissedEvents {
  private final int threshold;
  private final LedgerMetrics metrics;
  private final ConcurrentMap<String, HourlyCount> sources = new ConcurrentHashMap<>();

  /**
   * @param threshold 0 never tells
   */
  MissedEvents(int threshold, LedgerMetrics metrics) {
    this.threshold = threshold;
    this.metrics = metrics;
  }

  /** Counts one; what is to be told of it, if anything. */
  Optional<FailureEvent> add(ObjectId object, Instant now) {
    metrics.missedEvent(object.source());
    return threshold == 0
        ? Optional.empty()
        : sources
            .computeIfAbsent(object.source(), _ -> new HourlyCount())
            .add(threshold + 1L, now)
            .map(many -> raised(object, many.count(), many.since(), now));
  }

  private static FailureEvent raised(ObjectId object, long count, Instant since, Instant now) {
    return FailureEvent.newBuilder()
        .setCauseKey(CauseClass.key(object.source(), Stage.SCAN, CauseClass.MISSED_EVENTS.name()))
        .setKind(FailureKind.RAISED)
        .setStage(Stage.SCAN)
        .setCauseClass(CauseClass.MISSED_EVENTS.name())
        .setPermanent(true)
        .setSource(object.source())
        .setAttempts(1)
        .setSince(since)
        .setAt(now)
        .setClearsAt(now.plus(HourlyCount.WINDOW))
        .setDetail(
            count
                + " objects of the last hour were found by a scan and announced by no event, "
                + object.objectKey()
                + " for one")
        .build();
  }
}
