package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.ReasonHeader;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.JobReport;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What a partition of the ledger tells others, each by its own way out. Of one thread. */
final class LedgerOutlets {
  static final String REQUESTS = "copy-requests";
  static final String FAILURES = "failures";
  static final String JOB_REPORTS = "job-reports";
  static final String CHANGES_AGAIN = "object-changes-again";
  static final String RESULTS_AGAIN = "copy-results-again";
  static final String DELETIONS = "deletions";
  static final String DECISIONS_AGAIN = "deletion-decisions-again";

  private final ProcessorContext<String, Object> context;
  private final LedgerSettings settings;
  private final LedgerMetrics metrics;
  private final MissedEvents missed;
  private final Overwrites overwrites;
  private final Accounts accounts;

  LedgerOutlets(
      ProcessorContext<String, Object> context,
      LedgerSettings settings,
      LedgerMetrics metrics,
      MissedEvents missed,
      Overwrites overwrites,
      Accounts accounts) {
    this.context = context;
    this.settings = settings;
    this.metrics = metrics;
    this.missed = missed;
    this.overwrites = overwrites;
    this.accounts = accounts;
  }

  /** Sends a record back to where it came from, to the partition that its object belongs to. */
  void again(Record<String, Addressed> record, Addressed.About about) {
    context.forward(
        record.withKey(about.id().toString()).withValue(about.record()), back(about.input()));
  }

  private static String back(Input input) {
    return switch (input) {
      case Input.Hint _ -> CHANGES_AGAIN;
      case Input.Decision _ -> DECISIONS_AGAIN;
      case Input.Result _,
          Input.Listed _,
          Input.Unseen _,
          Input.Slot _,
          Input.Park _,
          Input.Unpark _,
          Input.Due _ ->
          RESULTS_AGAIN;
    };
  }

  /** Takes what a decision about an object led to on its way. */
  void send(ObjectId id, Output output, Instant now) {
    switch (output) {
      case Output.Request request -> {
        metrics.request(id.source(), request.phase().ask());
        forward(EventCodec.request(id, request), id);
      }
      case Output.Raise raise -> failure(EventCodec.raised(id, raise, now));
      case Output.Clear clear -> failure(EventCodec.cleared(id, clear, now));
      case Output.Missed _ -> missed.add(id, now).ifPresent(this::failure);
      case Output.Overwritten _ -> {
        if (!id.isCanary()) {
          overwrites.add(id, objectsOf(id.source()), now).ifPresent(this::failure);
        }
      }
      case Output.Deletion deletion ->
          context.forward(
              new Record<>(
                  id.source(),
                  DeletionCodec.event(id, deletion, now),
                  context.currentSystemTimeMs()),
              DELETIONS);
    }
  }

  /** Keys are spread evenly, so that a partition tells of all. */
  private long objectsOf(String source) {
    return accounts.of(source).sum().objects() * settings.partitions();
  }

  void failure(FailureEvent event) {
    context.forward(
        new Record<>(event.getCauseKey(), event, context.currentSystemTimeMs()), FAILURES);
  }

  void report(JobReport report) {
    context.forward(
        new Record<>(report.getSchedule(), report, context.currentSystemTimeMs()), JOB_REPORTS);
  }

  private void forward(CopyRequest request, ObjectId id) {
    Headers headers = new RecordHeaders();
    ReasonHeader.write(request.getReason(), headers);
    context.forward(
        new Record<>(id.toString(), request, context.currentSystemTimeMs(), headers), REQUESTS);
  }
}
