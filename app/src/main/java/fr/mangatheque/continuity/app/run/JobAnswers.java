package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.processors.job.JobView;
import fr.mangatheque.continuity.processors.job.Jobs;
import fr.mangatheque.continuity.schemas.ScheduleName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How jobs stand, in the terms of answers to operators. */
final class JobAnswers {
  private JobAnswers() {}

  /**
   * Of this process's partitions; empty if they cannot be read now.
   *
   * @param schedules when jobs are due, as cron has it, by their names
   */
  static Optional<List<Job>> of(Jobs jobs, Map<ScheduleName, String> schedules) {
    return jobs.isRunning()
        ? Optional.of(jobs.views().stream().map(view -> of(view, schedules)).toList())
        : Optional.empty();
  }

  private static Job of(JobView of, Map<ScheduleName, String> schedules) {
    JobView.End lastSuccess = of.lastSuccess();
    return new Job(
        of.schedule().source(),
        of.schedule().job(),
        schedules.get(of.schedule()),
        of.next(),
        running(of.run()),
        ended(of.lastEnd()),
        lastSuccess == null ? null : lastSuccess.at(),
        ended(of.lastSkip()));
  }

  private static @Nullable Run running(JobView.@Nullable Running of) {
    return of == null
        ? null
        : new Run(
            of.runId(),
            of.startedAt() == null ? Run.REQUESTED : Run.PROGRESS,
            of.heardAt(),
            of.startedAt(),
            of.done(),
            of.total(),
            of.figures(),
            null,
            of.detail());
  }

  private static @Nullable Run ended(JobView.@Nullable End of) {
    return of == null
        ? null
        : new Run(
            of.runId(),
            of.outcome().name().toLowerCase(Locale.ROOT),
            of.at(),
            of.startedAt(),
            null,
            null,
            of.figures(),
            of.causeClass(),
            of.detail());
  }
}
