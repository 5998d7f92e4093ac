package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.ReasonHeader;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Runs the ledger's decisions over a partition: keeps states, lets requests out as the window has
 * room, and comes back to objects when their time has come.
 */
final class LedgerProcessor implements Processor<String, Addressed, String, Object> {
  static final String REQUESTS = "copy-requests";
  static final String FAILURES = "failures";
  static final String CHANGES_AGAIN = "object-changes-again";
  static final String RESULTS_AGAIN = "copy-results-again";
  static final String DELETIONS = "deletions";
  static final String DECISIONS_AGAIN = "deletion-decisions-again";

  private static final Duration TICK = Duration.ofMillis(100);
  // all tasks of a thread share a transaction of 10 s: none may hold it up
  private static final Duration LONGEST_TURN = Duration.ofMillis(50);

  private final LedgerStep ledger;
  private final LedgerSettings settings;
  private final LedgerMetrics metrics;
  private ProcessorContext<String, Object> context;
  private LedgerStores stores;
  private Instant lastTurn = Instant.EPOCH;
  private boolean clockInDoubt = true;

  LedgerProcessor(LedgerSettings settings, LedgerMetrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
    this.ledger = new LedgerStep(settings.policy());
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    stores = new LedgerStores(processorContext);
    processorContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> turn());
  }

  @Override
  public void process(Record<String, Addressed> record) {
    ObjectId id = record.value().id();
    if (isStray(record)) {
      metrics.stray(id.source());
      context.forward(
          record.withKey(id.toString()).withValue(record.value().record()),
          again(record.value().input()));
      return;
    }
    Input input = dated(record);
    boolean work = apply(id, input);
    if (input instanceof Input.Hint hint) {
      metrics.hint(id.source(), hint.kind(), work);
    }
  }

  private static String again(Input input) {
    return switch (input) {
      case Input.Hint _ -> CHANGES_AGAIN;
      case Input.Decision _ -> DECISIONS_AGAIN;
      case Input.Result _, Input.Slot _, Input.Due _ -> RESULTS_AGAIN;
    };
  }

  /** A hint that does not say when is as old as its record. */
  private static Input dated(Record<String, Addressed> record) {
    Input input = record.value().input();
    return input instanceof Input.Hint hint && hint.occurredAt().equals(Instant.EPOCH)
        ? hint.occurredAt(Instant.ofEpochMilli(record.timestamp()))
        : input;
  }

  private boolean isStray(Record<String, Addressed> record) {
    String key = record.value().id().toString();
    return !key.equals(record.key()) || settings.partitionOf(key) != context.taskId().partition();
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
    if (after != null && after.phase() instanceof Phase.Waiting && others < settings.window()) {
      Step sent = ledger.step(after, slot(), now, object.hashCode());
      outputs.addAll(sent.outputs());
      after = sent.state();
    }
    stores.save(object, before, after);
    outputs.forEach(output -> send(id, output, now));
    letOut();
    return !before.equals(after);
  }

  private static Input.Slot slot() {
    return new Input.Slot(UUID.randomUUID().toString());
  }

  /** Fills the window with those who wait. */
  private void letOut() {
    while (stores.outstanding() < settings.window()) {
      Optional<String> next = stores.firstWaiting();
      if (next.isEmpty()) {
        return;
      }
      if (retired(next.get())) {
        continue;
      }
      ObjectState before = stores.load(next.get());
      Step sent = ledger.step(before, slot(), now(), 0);
      if (sent.outputs().isEmpty()) {
        throw new IllegalStateException(next.get() + " is in the queue, but does not wait");
      }
      stores.save(next.get(), before, sent.state());
      sent.outputs().forEach(output -> send(ObjectId.parse(next.get()), output, now()));
    }
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
      comeBack(due.get());
    }
    letOut();
    metrics.outstanding(context.taskId().partition(), stores.outstanding());
  }

  /** At the start, and when the clock is seen to have gone back. */
  private void lookForTimesTooFarOff(long end) {
    Instant now = now();
    clockInDoubt |= now.isBefore(lastTurn);
    lastTurn = now;
    while (clockInDoubt && System.nanoTime() < end) {
      List<String> tooFarOff = stores.lastDue().stream().filter(this::isDue).toList();
      tooFarOff.forEach(this::comeBack);
      clockInDoubt = !tooFarOff.isEmpty();
    }
  }

  private boolean isDue(String object) {
    return ledger.isDue(stores.load(object), now());
  }

  private void comeBack(String object) {
    if (!retired(object)) {
      apply(ObjectId.parse(object), new Input.Due());
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
    rest.outputs().forEach(output -> send(id, output, now()));
    return true;
  }

  private void send(ObjectId id, Output output, Instant now) {
    switch (output) {
      case Output.Request request -> {
        metrics.request(id.source(), request.phase().ask());
        forward(EventCodec.request(id, request), id);
      }
      case Output.Raise raise -> failure(EventCodec.raised(id, raise, now));
      case Output.Clear clear -> failure(EventCodec.cleared(id, clear, now));
      case Output.Deletion deletion ->
          context.forward(
              new Record<>(
                  id.source(),
                  DeletionCodec.event(id, deletion, now),
                  context.currentSystemTimeMs()),
              DELETIONS);
    }
  }

  private void failure(FailureEvent event) {
    context.forward(
        new Record<>(event.getCauseKey(), event, context.currentSystemTimeMs()), FAILURES);
  }

  private void forward(CopyRequest request, ObjectId id) {
    Headers headers = new RecordHeaders();
    ReasonHeader.write(request.getReason(), headers);
    context.forward(
        new Record<>(id.toString(), request, context.currentSystemTimeMs(), headers), REQUESTS);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
