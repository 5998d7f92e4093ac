package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.event.JobReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a schedule stands.
 *
 * @param lastDue the latest due time that was acted on
 * @param run what runs
 * @param lastEnd how the last run ended
 * @param lastSuccess the last that succeeded
 * @param lastSkip the last time that it was due and did not begin
 * @param judgedFrom from when on the absence of a success counts
 * @param overdueSince since when it is told that it is overdue
 * @param failing what its runs fail of
 * @param failures how many failed in a row
 */
record JobState(
    @Nullable Instant lastDue,
    @Nullable Run run,
    @Nullable JobReport lastEnd,
    @Nullable JobReport lastSuccess,
    @Nullable JobReport lastSkip,
    Instant judgedFrom,
    @Nullable Instant overdueSince,
    @Nullable Failing failing,
    int failures) {
  /** One that nothing is known of yet. */
  static JobState fresh(Instant now) {
    return new JobState(null, null, null, null, null, now, null, null, 0);
  }

  JobState acted(Instant due) {
    return new JobState(
        due, run, lastEnd, lastSuccess, lastSkip, judgedFrom, overdueSince, failing, failures);
  }

  JobState running(@Nullable Run next) {
    return new JobState(
        lastDue, next, lastEnd, lastSuccess, lastSkip, judgedFrom, overdueSince, failing, failures);
  }

  JobState skipped(JobReport report) {
    return new JobState(
        lastDue, run, lastEnd, lastSuccess, report, judgedFrom, overdueSince, failing, failures);
  }

  JobState judgedFrom(Instant from) {
    return new JobState(
        lastDue, run, lastEnd, lastSuccess, lastSkip, from, overdueSince, failing, failures);
  }

  JobState overdue(@Nullable Instant since) {
    return new JobState(
        lastDue, run, lastEnd, lastSuccess, lastSkip, judgedFrom, since, failing, failures);
  }

  JobState ended(JobReport report) {
    return new JobState(
        lastDue, run, report, lastSuccess, lastSkip, judgedFrom, overdueSince, failing, failures);
  }

  JobState failed(@Nullable Failing of) {
    return new JobState(
        lastDue, run, lastEnd, lastSuccess, lastSkip, judgedFrom, overdueSince, of, failures + 1);
  }

  /** Nothing is told of it any more. */
  JobState succeeded(JobReport report, Instant now) {
    return new JobState(lastDue, run, report, report, lastSkip, now, null, null, 0);
  }

  /** Whether {@code runId} is what runs. */
  boolean runs(String runId) {
    return run != null && run.runId().equals(runId);
  }

  /** Whether it is known what became of {@code runId}. */
  boolean knows(String runId) {
    return runs(runId) || is(lastEnd, runId) || is(lastSuccess, runId) || is(lastSkip, runId);
  }

  private static boolean is(@Nullable JobReport report, String runId) {
    return report != null && report.getRunId().equals(runId);
  }
}
