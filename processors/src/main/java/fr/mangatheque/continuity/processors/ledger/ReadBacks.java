package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Spends what a partition may read back on who is due, whoever is most overdue first, and only
 * while next to nothing else is asked for. What a grant leaves is not kept for the next; what it
 * overdrew, for an object larger than it, is taken off the next. Lost with the process: the next
 * grant finds who is due. Owned by one stream thread.
 */
final class ReadBacks {
  /** Of the window of requests, so much is for what is read back: the rest waits for uploads. */
  private static final int SHARE = 4;

  /** Told at each grant as long as it lasts; grants come daily at the least. */
  private static final Duration CLEARS_AFTER = Duration.ofHours(26);

  /**
   * Of a turn, so much is for counting what was read back before the start: nobody waits for it.
   */
  private static final Duration COUNTING = Duration.ofMillis(5);

  private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

  private static final Comparator<Due> MOST_OVERDUE = Comparator.comparing(Due::at);

  private final LedgerStores stores;
  private final int atATime;
  private final Asking asking;
  private final Consumer<FailureEvent> failures;
  private final ReadBackMetrics metrics;
  private final Map<String, Grant> grants = new HashMap<>();
  private final Map<String, Failing> behind = new HashMap<>();
  private final Map<String, String> example = new HashMap<>();
  private boolean complete;
  private Instant measured = Instant.EPOCH;
  private @Nullable String placed;

  ReadBacks(
      LedgerStores stores,
      int window,
      Asking asking,
      Consumer<FailureEvent> failures,
      ReadBackMetrics metrics) {
    this.stores = stores;
    this.atATime = Math.max(1, window / SHARE);
    this.asking = asking;
    this.failures = failures;
    this.metrics = metrics;
    this.complete = stores.verified().isComplete();
  }

  /** Sends a request. */
  interface Asking {
    /**
     * @param rests the object's state, of which nothing is asked
     */
    void ask(String object, ObjectState rests, Ask ask);
  }

  private record Due(Instant at, VerifiedIndex.Place place) {}

  private static final class Grant {
    private final ReadBackPace pace;
    private final Instant at;
    private final PriorityQueue<Due> due = new PriorityQueue<>(MOST_OVERDUE);
    private long bytes;
    private long requests;

    Grant(Order.ScrubGranted granted, Instant at, @Nullable Grant before) {
      this.pace = new ReadBackPace(granted.within());
      this.at = at;
      this.bytes = granted.bytes() + (before == null ? 0 : Math.min(0, before.bytes));
      this.requests = granted.requests() + (before == null ? 0 : Math.min(0, before.requests));
    }

    void add(Optional<VerifiedIndex.Place> place) {
      place
          .map(found -> new Due(pace.due(found.step(), found.last()), found))
          .filter(found -> !found.at().isAfter(at))
          .ifPresent(due::add);
    }

    boolean isSpent() {
      return bytes <= 0 || requests <= 0;
    }

    void spend(Held held, long size) {
      int versions = held.versions();
      bytes -= Math.max(size, held.bytes());
      requests -= versions == 1 ? 1 : versions == 0 ? 2 : versions + 1;
    }
  }

  /** Takes the place of what was granted before. */
  void granted(Order.ScrubGranted granted, Instant now) {
    String source = granted.source();
    Grant before = grants.get(source);
    Grant grant = new Grant(granted, now, before);
    grants.put(source, grant);
    Instant oldest = now;
    for (int step = 0; step < ReadBackPace.STEPS; step++) {
      Optional<VerifiedIndex.Place> first = stores.verified().first(source, step);
      grant.add(first);
      if (first.isPresent() && first.get().last().isBefore(oldest)) {
        oldest = first.get().last();
      }
    }
    metrics.oldest(source, oldest);
    measured = Instant.EPOCH;
    judge(source, before, head(grant), now);
  }

  /** Who was due at the last grant already and is older than promised: that one was too little. */
  private void judge(String source, @Nullable Grant before, @Nullable Due head, Instant now) {
    if (before == null) {
      return;
    }
    boolean late =
        head != null
            && !head.at().isAfter(before.at)
            && before.pace.isBroken(head.place().last(), now);
    if (late) {
      Instant since = head.place().last().plus(before.pace.within());
      behind.putIfAbsent(source, new Failing(Stage.SCRUB, CauseClass.BEHIND.name(), since));
      example.putIfAbsent(source, head.place().object().objectKey());
      failures.accept(
          failure(source, FailureKind.RAISED, now)
              .setPermanent(true)
              .setClearsAt(now.plus(CLEARS_AFTER))
              .setDetail(
                  head.place().object().objectKey()
                      + " was read back, or proven, last at "
                      + head.place().last()
                      + "; that is longer ago than scrub.within")
              .build());
    } else if (behind.containsKey(source)) {
      failures.accept(
          failure(source, FailureKind.CLEARED, now).setPermanent(false).setDetail("").build());
      behind.remove(source);
      example.remove(source);
    }
  }

  private FailureEvent.Builder failure(String source, FailureKind kind, Instant now) {
    return FailureEvent.newBuilder()
        .setCauseKey(CauseClass.key(source, Stage.SCRUB, CauseClass.BEHIND.name()))
        .setKind(kind)
        .setStage(Stage.SCRUB)
        .setCauseClass(CauseClass.BEHIND.name())
        .setSource(source)
        .setObjectKey(example.get(source))
        .setAttempts(1)
        .setSince(Objects.requireNonNull(behind.get(source)).since())
        .setAt(now);
  }

  /**
   * Asks for who is due, as far as there is room now.
   *
   * @param end by the time of {@link System#nanoTime}
   */
  void spend(Instant now, long end) {
    stores.hours().count(stores::objectsFrom, System.nanoTime() + COUNTING.toNanos());
    measure(now);
    if (!complete) {
      placeAll(end);
    }
    boolean asked = true;
    while (asked) {
      asked = false;
      for (Map.Entry<String, Grant> each : grants.entrySet()) {
        if (stores.outstanding() >= atATime || stores.firstWaiting().isPresent()) {
          return;
        }
        asked |= askNext(each.getKey(), each.getValue(), now);
        if (System.nanoTime() >= end) {
          return;
        }
      }
    }
  }

  /** How long it may take is known from the first grant on. */
  private void measure(Instant now) {
    if (Duration.between(measured, now).abs().compareTo(MEASURE_EVERY) < 0) {
      return;
    }
    measured = now;
    grants.forEach(
        (source, grant) ->
            stores
                .hours()
                .coverage(source, grant.pace.within(), now)
                .ifPresent(coverage -> metrics.covered(source, coverage)));
  }

  /** Gives a place to what an older version wrote, a turn's worth at a time. */
  private void placeAll(long end) {
    try (KeyValueIterator<String, ObjectStateRecord> objects = stores.objectsFrom(placed)) {
      while (objects.hasNext()) {
        KeyValue<String, ObjectStateRecord> next = objects.next();
        stores.verified().move(next.key, ObjectState.NEW, StateCodec.fromRecord(next.value));
        placed = next.key;
        if (System.nanoTime() >= end) {
          return;
        }
      }
    }
    stores.verified().complete();
    complete = true;
  }

  private boolean askNext(String source, Grant grant, Instant now) {
    Due head = grant.isSpent() ? null : head(grant);
    if (head == null) {
      return false;
    }
    take(grant);
    String object = head.place().object().toString();
    ObjectState state = stores.load(object);
    KnownEntry greatest = state.greatest();
    grant.spend(state.held(), greatest == null ? 0 : greatest.size());
    asking.ask(object, state, Ask.first(CopyTask.VERIFY, RequestReason.SCRUB, now, false));
    metrics.asked(source);
    return true;
  }

  /** The most overdue of those that rest; null if there is none. */
  private @Nullable Due head(Grant grant) {
    while (!grant.due.isEmpty()) {
      Due head = grant.due.element();
      ObjectState state = stores.load(head.place().object().toString());
      boolean there =
          VerifiedIndex.Place.of(head.place().object(), state)
              .filter(head.place()::equals)
              .isPresent();
      if (there && state.phase() instanceof Phase.Settled) {
        return head;
      }
      take(grant);
    }
    return null;
  }

  private void take(Grant grant) {
    grant.add(stores.verified().after(grant.due.remove().place()));
  }
}
