package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.state.StoredJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the decisions on jobs over a partition: there are few, so each turn looks at all. */
final class JobProcessor implements Processor<String, JobInput, String, Object> {
  static final String STORE = "jobs";
  static final String REQUESTS = "job-requests";
  static final String REPORTS = "job-reports-out";
  static final String FAILURES = "failures";
  static final String TICKS_AGAIN = "ticks-again";
  static final String REPORTS_AGAIN = "job-reports-again";

  private static final Logger log = LoggerFactory.getLogger(JobProcessor.class);
  private static final Duration TURN = Duration.ofSeconds(1);

  private final JobSettings settings;
  private final JobMetrics metrics;
  private ProcessorContext<String, Object> context;
  private KeyValueStore<String, StoredJob> store;
  private Pauses pauses;
  private Instant listening = Instant.MAX;

  JobProcessor(JobSettings settings, JobMetrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(STORE);
    pauses = Pauses.of(processorContext);
    listening = Instant.MAX;
    processorContext.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, _ -> turn());
  }

  @Override
  public void process(Record<String, JobInput> record) {
    JobInput input = record.value();
    ScheduleName name = input.schedule();
    switch (input) {
      case JobInput.Ticked(_, var tick) when isStray(record) -> again(record, tick, TICKS_AGAIN);
      case JobInput.Reported(_, var report) when isStray(record) ->
          again(record, report, REPORTS_AGAIN);
      case JobInput.Ticked(_, var tick) -> {
        Optional<JobPlan> plan = settings.plan(name);
        if (plan.isEmpty()) {
          unknown(name, name.runId(tick.getDueAt()));
        } else {
          Optional<String> pause = pauses.of(name.source(), now());
          apply(name, JobStep.tick(state(name), plan.get(), tick, pause, now()));
        }
      }
      case JobInput.Reported(_, var report) -> {
        if (settings.plan(name).isPresent()) {
          reported(name, report);
        }
      }
    }
  }

  private void reported(ScheduleName name, JobReport report) {
    JobState before = state(name);
    apply(name, JobStep.report(before, name, report, now()));
    boolean end =
        switch (report.getPhase()) {
          case SUCCEEDED, FAILED, SKIPPED -> true;
          case STARTED, PROGRESS, UNKNOWN -> false;
        };
    if (end && before.runs(report.getRunId())) {
      tell(name, report.getPhase(), report.getDetail());
    }
  }

  private void tell(ScheduleName name, JobPhase phase, String detail) {
    metrics.ended(name, phase);
    (phase == JobPhase.SUCCEEDED ? log.atDebug() : log.atInfo())
        .addKeyValue("schedule", name)
        .addKeyValue("outcome", phase)
        .addKeyValue("detail", detail)
        .log("A job ended or did not begin");
  }

  /** Whoever fired it is to know. */
  private void unknown(ScheduleName name, String runId) {
    String why = "there is no source '%s' here".formatted(name.source());
    JobReport report = JobEvents.skipped(name, runId, why, now());
    send(name, new JobOutput.Report(report));
  }

  private boolean isStray(Record<String, JobInput> record) {
    String key = record.value().schedule().toString();
    return !key.equals(record.key()) || settings.partitionOf(key) != context.taskId().partition();
  }

  private void again(Record<String, JobInput> record, SpecificRecord value, String sink) {
    context.forward(
        record.withKey(record.value().schedule().toString()).withValue((Object) value), sink);
  }

  private JobState state(ScheduleName name) {
    StoredJob stored = store.get(name.toString());
    return stored == null ? JobState.fresh(now()) : JobCodec.fromRecord(stored);
  }

  private void apply(ScheduleName name, JobDecision decision) {
    StoredJob after = JobCodec.toRecord(decision.state());
    if (!after.equals(store.get(name.toString()))) {
      store.put(name.toString(), after);
    }
    metrics.stands(name, decision.state());
    decision.outputs().forEach(output -> send(name, output));
  }

  private void turn() {
    Instant now = now();
    if (listening.equals(Instant.MAX)) {
      listening = now;
      begin(now);
    } else if (now.isBefore(listening)) {
      listening = now;
    }
    for (ScheduleName name : known()) {
      settings
          .plan(name)
          .ifPresent(plan -> apply(name, JobStep.turn(state(name), plan, listening, now)));
    }
  }

  /** What is expected is looked for from now on; what nobody expects any more is forgotten. */
  private void begin(Instant now) {
    for (ScheduleName name : known()) {
      Optional<JobPlan> plan = settings.plan(name);
      if (plan.isEmpty()) {
        JobStep.retired(state(name), name, now).forEach(output -> send(name, output));
        store.delete(name.toString());
      } else if (plan.get().due().next(now).isEmpty()) {
        apply(name, JobStep.switchedOff(state(name), name, now));
      }
    }
    for (ScheduleName name : settings.plans().keySet()) {
      if (settings.partitionOf(name.toString()) == context.taskId().partition()) {
        apply(name, JobDecision.of(state(name)));
      }
    }
  }

  private List<ScheduleName> known() {
    List<ScheduleName> names = new ArrayList<>();
    try (KeyValueIterator<String, StoredJob> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, StoredJob> next = all.next();
        names.add(ScheduleName.parse(next.key));
      }
    }
    return names;
  }

  private void send(ScheduleName name, JobOutput output) {
    String key = name.toString();
    switch (output) {
      case JobOutput.Request(var request) -> forward(key, request, REQUESTS);
      case JobOutput.Report(var report) -> {
        tell(name, report.getPhase(), report.getDetail());
        forward(key, report, REPORTS);
      }
      case JobOutput.Failure(var event) -> forward(event.getCauseKey(), event, FAILURES);
    }
  }

  private void forward(String key, SpecificRecord value, String sink) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  @Override
  public void close() {
    for (ScheduleName name : settings.plans().keySet()) {
      if (settings.partitionOf(name.toString()) == context.taskId().partition()) {
        metrics.left(name);
      }
    }
  }
}
