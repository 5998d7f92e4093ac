package fr.mangatheque.continuity.processors.scrub;

import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Makes a grant to each partition of the ledger of a run of the job, and tells of it. */
final class ScrubProcessor implements Processor<String, JobRequest, String, Object> {
  static final String JOB = "scrub";
  static final String GRANTED = "granted";
  static final String CHANGES = "object-changes";
  static final String REPORTS = "job-reports";

  /** A run that was due so far ahead of this one was dated by a clock that was wrong. */
  private static final Duration TOO_FAR_AHEAD = Duration.ofDays(1);

  private final ScrubSettings settings;
  private ProcessorContext<String, Object> context;
  private KeyValueStore<String, JobRequest> granted;

  ScrubProcessor(ScrubSettings settings) {
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    granted = processorContext.getStateStore(GRANTED);
  }

  @Override
  public void process(Record<String, JobRequest> record) {
    JobRequest run = record.value();
    if (run == null || !run.getJob().equals(JOB)) {
      return;
    }
    if (!settings.sources().contains(run.getSource())) {
      report(run, JobPhase.SKIPPED, List.of(), "no source is called " + run.getSource() + " here");
      return;
    }
    Instant last = last(run.getSource(), run.getDueAt());
    if (last != null && !last.isBefore(run.getDueAt())) {
      report(run, JobPhase.SKIPPED, List.of(), "it was granted already, at " + last);
      return;
    }
    granted.put(run.getSource(), run);
    List<Allowance> parts = new ArrayList<>();
    for (int partition = 0; partition < settings.partitions(); partition++) {
      Allowance part =
          Allowance.of(settings.budget(), last, run.getDueAt(), partition, settings.partitions());
      parts.add(part);
      grant(run, partition, part);
    }
    report(run, JobPhase.SUCCEEDED, figures(parts), words(parts));
  }

  private @Nullable Instant last(String source, Instant due) {
    JobRequest last = granted.get(source);
    return last == null || last.getDueAt().isAfter(due.plus(TOO_FAR_AHEAD))
        ? null
        : last.getDueAt();
  }

  private void grant(JobRequest run, int partition, Allowance part) {
    ObjectChange change =
        ObjectChange.newBuilder()
            .setId(run.getRunId())
            .setSource(run.getSource())
            .setObjectKey("")
            .setKind(ChangeKind.SCRUB_GRANTED)
            .setSender(JOB)
            .setOccurredAt(run.getDueAt())
            .setSize(part.bytes())
            .setRequests(part.requests())
            .setWithin(settings.budget().within().toMillis())
            .build();
    forward(run.getSource(), new PartitionGrant(partition, change), CHANGES);
  }

  private List<Figure> figures(List<Allowance> parts) {
    List<Figure> figures = new ArrayList<>();
    if (settings.budget().dailyBytes() != null) {
      figures.add(new Figure("granted-bytes", parts.stream().mapToLong(Allowance::bytes).sum()));
    }
    if (settings.budget().dailyRequests() != null) {
      figures.add(
          new Figure("granted-requests", parts.stream().mapToLong(Allowance::requests).sum()));
    }
    return figures;
  }

  private String words(List<Allowance> parts) {
    String least =
        "what is due to be read back is asked for as soon as nothing else is, so that all is"
            + " within "
            + settings.budget().within();
    List<String> caps = new ArrayList<>();
    figures(parts).forEach(figure -> caps.add(figure.getName() + " " + figure.getValue()));
    return caps.isEmpty() ? least : least + "; at most: " + String.join(", ", caps);
  }

  private void report(JobRequest run, JobPhase phase, List<Figure> figures, String detail) {
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    JobReport report =
        JobReport.newBuilder()
            .setRunId(run.getRunId())
            .setSchedule(run.getSchedule())
            .setSource(run.getSource())
            .setJob(run.getJob())
            .setPhase(phase)
            .setAt(now)
            .setStartedAt(phase == JobPhase.SKIPPED ? null : now)
            .setFigures(figures)
            .setDetail(detail)
            .build();
    forward(run.getSchedule(), report, REPORTS);
  }

  private void forward(String key, Object value, String to) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()), to);
  }
}
