package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.notifier.incident.IncidentState.Open;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Settling;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.NotificationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the machine over failure events and over time. */
final class IncidentProcessor implements Processor<String, FailureEvent, String, Notification> {
  private static final Logger log = LoggerFactory.getLogger(IncidentProcessor.class);

  private static final Duration PUNCTUATION = Duration.ofMillis(100);

  /** All tasks of a thread share a transaction, and it times out. */
  private static final Duration PUNCTUATION_BUDGET = Duration.ofMillis(50);

  private static final int BATCH = 50;

  private final IncidentMachine machine;
  private final OpenIncidents.Share open;
  private ProcessorContext<String, Notification> context;
  private IncidentStores stores;

  IncidentProcessor(IncidentMachine machine, OpenIncidents.Share open) {
    this.machine = machine;
    this.open = open;
  }

  @Override
  public void init(ProcessorContext<String, Notification> context) {
    this.context = context;
    stores =
        new IncidentStores(
            context.getStateStore(IncidentStores.INCIDENTS),
            context.getStateStore(IncidentStores.FAILING),
            context.getStateStore(IncidentStores.DUE));
    open.clear();
    stores.incidents().forEach(this::countOpen);
    context.schedule(PUNCTUATION, PunctuationType.WALL_CLOCK_TIME, _ -> punctuate());
  }

  @Override
  public void process(Record<String, FailureEvent> record) {
    FailureEvent event = record.value();
    if (event == null) {
      return;
    }
    Instant now = now();
    Optional<Input> input = Failures.input(event, now);
    input.ifPresent(it -> stepFailure(event.getCauseKey(), Failures.subject(event), it, now));
  }

  @Override
  public void close() {
    open.clear();
  }

  private void punctuate() {
    long start = System.nanoTime();
    Instant now = now();
    List<DueKey> due;
    do {
      due = stores.take(now, BATCH);
      for (DueKey key : due) {
        if (key.subject() == null) {
          stepIncident(key.causeKey(), now);
        } else {
          stepFailure(key.causeKey(), key.subject(), new Input.FailureDue(), now);
        }
      }
    } while (!due.isEmpty() && System.nanoTime() - start < PUNCTUATION_BUDGET.toNanos());
  }

  private void stepFailure(String causeKey, String subject, Input input, Instant now) {
    IncidentState state = stores.incident(causeKey);
    Failure failure = stores.failure(causeKey, subject);
    Step step = machine.step(state, failure, input, now);
    if (failure != null || step.failure() != null) {
      stores.save(
          causeKey, subject, step.failure(), failure == null ? Optional.empty() : failure.due());
    }
    finish(causeKey, state, step);
  }

  private void stepIncident(String causeKey, Instant now) {
    IncidentState state = stores.incident(causeKey);
    finish(causeKey, state, machine.step(state, null, new Input.IncidentDue(), now));
  }

  private void finish(String causeKey, IncidentState before, Step step) {
    stores.save(causeKey, step.state(), machine.due(before), machine.due(step.state()));
    if (step.notice() != null) {
      tell(causeKey, step.notice());
    }
  }

  private void tell(String causeKey, Notice decided) {
    Notice notice = withExamples(causeKey, decided);
    String incidentId = IncidentId.of(causeKey, notice.openedAt());
    log.atInfo()
        .addKeyValue("incident", incidentId)
        .addKeyValue("kind", notice.kind())
        .addKeyValue("cause", causeKey)
        .addKeyValue("failing", notice.tally().failing())
        .addKeyValue("channels", notice.channels())
        .log("Incident told");
    switch (notice.kind()) {
      case OPENED -> open.add(NoticeWriter.advice(notice.tally()).severity(), 1);
      case RESOLVED -> open.add(NoticeWriter.advice(notice.tally()).severity(), -1);
      case UPDATED, NEWS, UNKNOWN -> {}
    }
    for (Notification notification : NoticeWriter.write(causeKey, notice)) {
      context.forward(new Record<>(incidentId, notification, notice.at().toEpochMilli()));
    }
  }

  /** What fails now, rather than what failed first, while something does. */
  private Notice withExamples(String causeKey, Notice notice) {
    if (notice.kind() == NotificationKind.RESOLVED) {
      return notice;
    }
    List<String> examples = stores.examples(causeKey, Tally.EXAMPLES);
    return new Notice(
        notice.kind(),
        notice.openedAt(),
        notice.number(),
        notice.at(),
        notice.tally().showing(examples),
        notice.channels());
  }

  private void countOpen(IncidentState state) {
    switch (state) {
      case Open it -> open.add(NoticeWriter.advice(it.tally()).severity(), 1);
      case Settling it -> open.add(NoticeWriter.advice(it.tally()).severity(), 1);
      case IncidentState.Calm _, IncidentState.Watched _, IncidentState.Resolved _ -> {}
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
