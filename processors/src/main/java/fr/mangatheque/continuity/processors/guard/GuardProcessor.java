package fr.mangatheque.continuity.processors.guard;

import fr.mangatheque.continuity.processors.guard.GuardStep.Step;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the decisions of the guards of a partition's sources, and passes over what they decide. */
final class GuardProcessor implements Processor<String, Told, String, Object> {
  static final String DECISIONS = "deletion-decisions";
  static final String FAILURES = "failures";
  static final String AGAIN = "deletions-again";

  private static final Logger log = LoggerFactory.getLogger(GuardProcessor.class);
  private static final Duration TICK = Duration.ofMillis(100);
  // all tasks of a thread share a transaction of 10 s: none may hold it up
  private static final Duration LONGEST_TURN = Duration.ofMillis(50);

  private final GuardSettings settings;
  private final Topic<OperatorAction> actions;
  private final OpenCases cases;
  private final GuardMetrics metrics;
  private final Map<String, GuardState> states = new HashMap<>();
  private ProcessorContext<String, Object> context;
  private GuardStores stores;
  private Decisions decisions;

  GuardProcessor(
      GuardSettings settings,
      Topic<OperatorAction> actions,
      OpenCases cases,
      GuardMetrics metrics) {
    this.settings = settings;
    this.actions = actions;
    this.cases = cases;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    stores = new GuardStores(processorContext);
    decisions = new Decisions(processorContext.getStateStore(ActionKeeper.ACTIONS), actions);
    states.clear();
    stores.guards().forEach(this::known);
    processorContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> turn());
  }

  private void known(String source, GuardState state) {
    if (states.put(source, state) == null) {
      metrics.show(source);
    }
    cases.put(source, this, state);
  }

  @Override
  public void close() {
    cases.remove(this);
  }

  @Override
  public void process(Record<String, Told> record) {
    ObjectId object = record.value().object();
    String source = object.source();
    if (!source.equals(record.key())
        || settings.partitionOf(source) != context.taskId().partition()) {
      context.forward(record.withKey(source).withValue(record.value().record()), AGAIN);
      return;
    }
    GuardState before = states.getOrDefault(source, GuardState.NEW);
    PendingDeletion entry = stores.load(object);
    Step step = guard(source).onInput(before, entry, record.value().input(), now());
    stores.save(object, entry, step.entry());
    become(source, before, step);
  }

  private GuardStep guard(String source) {
    return new GuardStep(
        settings.policy(),
        source,
        new Surroundings() {
          @Override
          public boolean isDecided(String caseId) {
            return decisions.isKnown(caseId);
          }

          @Override
          public boolean isRestoring(Instant now) {
            return decisions.isRestoring(source, now);
          }

          @Override
          public List<String> waiting(int limit) {
            return stores.waiting(source, limit);
          }
        });
  }

  private void become(String source, GuardState before, Step step) {
    GuardState after = step.state();
    if (!after.equals(before)) {
      stores.save(source, after);
      known(source, after);
    }
    step.outputs().forEach(output -> send(source, output));
    if (after.phase() instanceof Phase.Tripped(Phase.Case open)
        && !(before.phase() instanceof Phase.Tripped)) {
      metrics.trip(source);
      log.atWarn()
          .addKeyValue("source", source)
          .addKeyValue("case", open.id())
          .addKeyValue("pending", after.pending())
          .addKeyValue("audited", after.audited())
          .log("So much is gone at once that a person must decide; no deletion is marked");
    }
  }

  private void turn() {
    long end = System.nanoTime() + LONGEST_TURN.toNanos();
    for (String source : List.copyOf(states.keySet())) {
      decide(source);
      if (states.get(source).sweep() != null) {
        sweep(source, end);
      }
    }
  }

  private void decide(String source) {
    GuardState state = states.get(source);
    if (!(state.phase() instanceof Phase.Tripped(Phase.Case open))) {
      return;
    }
    decisions
        .of(open.id())
        .ifPresent(
            decision -> {
              log.atInfo()
                  .addKeyValue("source", source)
                  .addKeyValue("case", open.id())
                  .addKeyValue("approved", decision.approved())
                  .addKeyValue("by", decision.by())
                  .addKeyValue("pending", state.pending())
                  .log("A mass deletion was decided");
              GuardStep guard = guard(source);
              become(
                  source,
                  state,
                  guard.onDecision(state, decision.approved(), decision.by(), now()));
            });
  }

  /** A few of many: the rest in the turns that follow, also after a restart. */
  private void sweep(String source, long end) {
    GuardStep guard = guard(source);
    GuardState before = states.get(source);
    GuardState[] swept = {before};
    boolean over =
        stores.pass(
            source,
            before.sweep().cursor(),
            (object, entry) -> {
              Step step = guard.onSwept(swept[0], object.objectKey(), entry, now());
              stores.save(object, entry, step.entry());
              step.outputs().forEach(output -> send(source, output));
              swept[0] = step.state();
              return System.nanoTime() < end;
            });
    Step last = over ? guard.onSwept(swept[0], now()) : new Step(swept[0], null, List.of());
    become(source, before, last);
  }

  private void send(String source, GuardOutput output) {
    switch (output) {
      case GuardOutput.Decide decide -> {
        metrics.decided(source, decide.verdict());
        forward(
            new ObjectId(source, decide.objectKey()).toString(),
            GuardEvents.decision(source, decide),
            DECISIONS);
      }
      case GuardOutput.Raise raise -> failure(GuardEvents.raised(source, raise, now()));
      case GuardOutput.Clear clear -> failure(GuardEvents.cleared(source, clear, now()));
    }
  }

  private void failure(FailureEvent event) {
    forward(event.getCauseKey(), event, FAILURES);
  }

  private void forward(String key, Object value, String sink) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
