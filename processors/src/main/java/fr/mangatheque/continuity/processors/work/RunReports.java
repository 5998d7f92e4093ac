package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reports of one run.
 *
 * @param startedAt when it began
 */
record RunReports(JobRequest request, Instant startedAt, InstantSource clock) {
  private static final int LONGEST_DETAIL = 2_000;

  JobReport started() {
    return of(JobPhase.STARTED).build();
  }

  JobReport progress(long done, @Nullable Long total, List<Figure> figures, String detail) {
    return of(JobPhase.PROGRESS)
        .setDone(done)
        .setTotal(total)
        .setFigures(figures)
        .setDetail(shortened(detail))
        .build();
  }

  JobReport ended(JobOutcome outcome) {
    return switch (outcome) {
      case JobOutcome.Succeeded(List<Figure> figures, String detail) ->
          of(JobPhase.SUCCEEDED).setFigures(figures).setDetail(shortened(detail)).build();
      case JobOutcome.Failed(var cause, List<Figure> figures, String detail) ->
          of(JobPhase.FAILED)
              .setCauseClass(cause.name())
              .setFigures(figures)
              .setDetail(shortened(detail))
              .build();
      case JobOutcome.Skipped(String why) -> of(JobPhase.SKIPPED).setDetail(why).build();
    };
  }

  private JobReport.Builder of(JobPhase phase) {
    return JobReport.newBuilder()
        .setRunId(request.getRunId())
        .setSchedule(request.getSchedule())
        .setSource(request.getSource())
        .setJob(request.getJob())
        .setPhase(phase)
        .setAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setStartedAt(startedAt.truncatedTo(ChronoUnit.MILLIS));
  }

  private static String shortened(String detail) {
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
  }
}
