package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Objects that no event announced and a scan found, over the partitions of this process: more of a
 * source within an hour than a threshold are told, and told again while more come. An hour without
 * ends it. Thread-safe.
 */
final class MissedEvents {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final int threshold;
  private final LedgerMetrics metrics;
  private final ConcurrentMap<String, Missed> sources = new ConcurrentHashMap<>();

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
        : sources.computeIfAbsent(object.source(), _ -> new Missed()).add(object, now);
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
        .setClearsAt(now.plus(WINDOW))
        .setDetail(
            count
                + " objects of the last hour were found by a scan and announced by no event, "
                + object.objectKey()
                + " for one")
        .build();
  }

  /** Of a source, by minutes. */
  private final class Missed {
    private record Minute(Instant from, long count) {}

    private final Deque<Minute> minutes = new ArrayDeque<>();
    private long count;
    private @Nullable Instant told;

    synchronized Optional<FailureEvent> add(ObjectId object, Instant now) {
      forget(now);
      Minute last = minutes.peekLast();
      if (last == null || !now.isBefore(last.from.plus(AGAIN))) {
        minutes.addLast(new Minute(now, 1));
      } else {
        minutes.removeLast();
        minutes.addLast(new Minute(last.from, last.count + 1));
      }
      count++;
      if (count <= threshold || told != null && now.isBefore(told.plus(AGAIN))) {
        return Optional.empty();
      }
      told = now;
      return Optional.of(raised(object, count, minutes.getFirst().from, now));
    }

    private void forget(Instant now) {
      // a clock that went back begins anew
      if (!minutes.isEmpty() && now.isBefore(minutes.getLast().from)) {
        minutes.clear();
        count = 0;
        told = null;
      }
      while (!minutes.isEmpty() && !now.isBefore(minutes.getFirst().from.plus(WINDOW))) {
        count -= minutes.removeFirst().count;
      }
    }
  }
}
