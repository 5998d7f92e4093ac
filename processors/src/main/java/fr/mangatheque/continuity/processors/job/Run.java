package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.event.JobReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that is under way.
 *
 * @param by who fired it by hand; empty for the clock
 * @param heardAt when it was last heard of, or asked for, by our clock
 * @param report what it said last; null if nothing yet
 */
record Run(
    String runId,
    Instant dueAt,
    String by,
    Instant requestedAt,
    Instant heardAt,
    @Nullable JobReport report) {
  Run heard(JobReport said, Instant now) {
    return new Run(runId, dueAt, by, requestedAt, now, said);
  }

  Run heardAt(Instant now) {
    return new Run(runId, dueAt, by, requestedAt, now, report);
  }

  @Nullable Instant startedAt() {
    return report == null ? null : report.getStartedAt();
  }
}
