package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Runs the ledger's decisions over a partition: keeps states, lets requests out as the window has
 * room, and comes back to objects when their time has come.
 */
final class LedgerProcessor implements Processor<String, Addressed, String, Object> {
  private static final Duration TICK = Duration.ofMillis(100);
  // all tasks of a thread share a transaction of 10 s: none may hold it up
  private static final Duration LONGEST_TURN = Duration.ofMillis(50);
  private static final int MOST_PARKED = 100;

  private final LedgerStep ledger;
  private final LedgerSettings settings;
  private final LedgerMetrics metrics;
  private final MissedEvents missed;
  private final Overwrites overwrites;
  private ProcessorContext<String, Object> context;
  private LedgerStores stores;
  private LedgerOutlets outlets;
  private ReadBacks readBacks;
  private Pauses pauses;
  private Backfills backfills;
  private Instant lastTurn = Instant.EPOCH;
  private boolean clockInDoubt = true;
  private AbsenceChecks absences;

  LedgerProcessor(
      LedgerSettings settings, LedgerMetrics metrics, MissedEvents missed, Overwrites overwrites) {
    this.overwrites = overwrites;
    this.settings = settings;
    this.metrics = metrics;
    this.missed = missed;
    this.ledger = new LedgerStep(settings.policy());
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    stores = new LedgerStores(processorContext);
    outlets =
        new LedgerOutlets(
            processorContext, settings, metrics, missed, overwrites, stores.accounts());
    int partition = processorContext.taskId().partition();
    absences = new AbsenceChecks(stores, now(), metrics, this::apply);
    readBacks =
        new ReadBacks(
            stores, settings.window(), this::ask, outlets::failure, metrics.readBacks(partition));
    pauses = new Pauses(processorContext, settings, stores.accounts());
    pauses.look(now());
    backfills = new Backfills(stores.accounts(), partition, settings.partitions());
    processorContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> turn());
  }

  @Override
  public void process(Record<String, Addressed> record) {
    switch (record.value()) {
      case Addressed.About about -> take(record, about);
      case Addressed.ToPartition told -> obey(told.order());
    }
  }

  private void take(Record<String, Addressed> record, Addressed.About about) {
    ObjectId id = about.id();
    if (isStray(record.key(), id)) {
      metrics.stray(id.source());
      outlets.again(record, about);
      return;
    }
    Input input = dated(about.input(), record.timestamp());
    stores.seen().mark(id, input, now());
    boolean work = apply(id, input);
    if (input instanceof Input.Hint hint) {
      metrics.hint(id.source(), hint.kind(), work);
    } else if (input instanceof Input.Listed) {
      metrics.listed(id.source());
    }
  }

  private void obey(Order order) {
    switch (order) {
      case Order.ScanEnded ended -> ended(ended);
      case Order.ScrubGranted granted -> granted(granted);
    }
  }

  private void ended(Order.ScanEnded ended) {
    metrics.order(ended.source(), "scan_ended");
    absences.begin(ended, now());
    if (ended.backfill()) {
      backfills.scanEnded(ended.source(), ended.scanId(), ended.startedAt());
    }
  }

  private void granted(Order.ScrubGranted granted) {
    metrics.order(granted.source(), "scrub_granted");
    readBacks.granted(granted, now());
  }

  /** A hint that does not say when is as old as its record. */
  private static Input dated(Input input, long timestamp) {
    return input instanceof Input.Hint hint && hint.occurredAt().equals(Instant.EPOCH)
        ? hint.occurredAt(Instant.ofEpochMilli(timestamp))
        : input;
  }

  private boolean isStray(@Nullable String recordKey, ObjectId id) {
    String key = id.toString();
    return !key.equals(recordKey) || settings.partitionOf(key) != context.taskId().partition();
  }

  /** Whether the input changed anything. */
  private boolean apply(ObjectId id, Input input) {
    String object = id.toString();
    ObjectState before = stores.load(object);
    Instant now = now();
    Step step = ledger.step(before, input, now, object.hashCode());
    List<Output> outputs = new ArrayList<>(step.outputs());
    ObjectState after = step.state();
    int others = stores.outstanding() - (before.requested() ? 1 : 0);
    boolean waits = after != null && after.phase() instanceof Phase.Waiting;
    Optional<Input> next = waits ? next(id.source(), others) : Optional.empty();
    if (after != null && next.isPresent()) {
      Step sent = ledger.step(after, next.get(), now, object.hashCode());
      outputs.addAll(sent.outputs());
      after = sent.state();
    }
    stores.save(object, before, after);
    outputs.forEach(output -> outlets.send(id, output, now));
    letOut();
    return !before.equals(after);
  }

  /** What happens to an object of a source that waits, if anything does now. */
  private Optional<Input> next(String source, int underWay) {
    if (pauses.isPaused(source, now())) {
      return Optional.of(new Input.Park());
    }
    return underWay < settings.window() ? Optional.of(slot()) : Optional.empty();
  }

  private static Input.Slot slot() {
    return new Input.Slot(UUID.randomUUID().toString());
  }

  /** Asks at once about an object that rests. */
  private void ask(String object, ObjectState rests, Ask ask) {
    if (pauses.isPaused(ObjectId.parse(object).source(), now())) {
      return;
    }
    Step sent =
        ledger.step(rests.with(new Phase.Waiting(ask, now())), slot(), now(), object.hashCode());
    stores.save(object, rests, sent.state());
    sent.outputs().forEach(output -> outlets.send(ObjectId.parse(object), output, now()));
  }

  /**
   * Fills the window with those who wait, and parks those of paused sources it meets, some at a
   * time.
   *
   * @return whether there may be more to park
   */
  private boolean letOut() {
    int steps = MOST_PARKED + settings.window();
    while (stores.outstanding() < settings.window() && steps-- > 0) {
      Optional<String> next = stores.firstWaiting();
      if (next.isEmpty()) {
        return false;
      }
      if (retired(next.get())) {
        continue;
      }
      ObjectId id = ObjectId.parse(next.get());
      ObjectState before = stores.load(next.get());
      Input turn = next(id.source(), stores.outstanding()).orElseThrow();
      Step step = ledger.step(before, turn, now(), 0);
      if (before.equals(step.state())) {
        throw new IllegalStateException(next.get() + " is in the queue, but does not wait");
      }
      stores.save(next.get(), before, step.state());
      step.outputs().forEach(output -> outlets.send(id, output, now()));
    }
    return stores.outstanding() < settings.window();
  }

  private void turn() {
    // Kafka Streams stops its own clock for as long as a turn takes
    long end = System.nanoTime() + LONGEST_TURN.toNanos();
    lookForTimesTooFarOff(end);
    while (System.nanoTime() < end) {
      Optional<String> due = stores.firstDue(now());
      if (due.isEmpty()) {
        break;
      }
      comeBack(due.get(), new Input.Due());
    }
    absences.turn(now(), end);
    pauses.turn(now()).forEach(outlets::failure);
    bringBack(end);
    while (letOut() && System.nanoTime() < end) {
      continue;
    }
    readBacks.spend(now(), end);
    backfills.turn(now()).forEach(outlets::report);
    stores.accounts().turn();
    metrics.outstanding(context.taskId().partition(), stores.outstanding());
  }

  /** Those whose source was paused and is no longer. */
  private void bringBack(long end) {
    while (System.nanoTime() < end) {
      Optional<String> parked = stores.parking().first(source -> pauses.isPaused(source, now()));
      if (parked.isEmpty()) {
        return;
      }
      comeBack(parked.get(), new Input.Unpark());
    }
  }

  /** At the start, and when the clock is seen to have gone back. */
  private void lookForTimesTooFarOff(long end) {
    Instant now = now();
    clockInDoubt |= now.isBefore(lastTurn);
    lastTurn = now;
    while (clockInDoubt && System.nanoTime() < end) {
      List<String> tooFarOff = stores.lastDue().stream().filter(this::isDue).toList();
      tooFarOff.forEach(object -> comeBack(object, new Input.Due()));
      clockInDoubt = !tooFarOff.isEmpty();
    }
  }

  private boolean isDue(String object) {
    return ledger.isDue(stores.load(object), now());
  }

  private void comeBack(String object, Input input) {
    if (!retired(object)) {
      apply(ObjectId.parse(object), input);
    }
  }

  /** An object of a source that is no longer configured rests, and holds no place. */
  private boolean retired(String object) {
    ObjectId id = ObjectId.parse(object);
    if (settings.sources().contains(id.source())) {
      return false;
    }
    ObjectState before = stores.load(object);
    Step rest = LedgerStep.retire(before);
    stores.save(object, before, rest.state());
    rest.outputs().forEach(output -> outlets.send(id, output, now()));
    return true;
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  @Override
  public void close() {
    metrics.readBacks(context.taskId().partition()).moved();
  }
}
