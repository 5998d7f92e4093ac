package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a schedule stands, for people.
 *
 * @param lastDue the latest due time that was acted on; null before the first
 * @param next when it is due next; null if it is switched off
 * @param run what runs; null if nothing does
 * @param lastEnd how the last run ended; null before the first
 * @param lastSuccess the last that succeeded; null before the first
 * @param lastSkip the last time that it was due and did not begin; null if that never happened
 * @param overdueSince since when it is overdue; null if it is not
 */
public record JobView(
    ScheduleName schedule,
    @Nullable Instant lastDue,
    @Nullable Instant next,
    @Nullable Running run,
    @Nullable End lastEnd,
    @Nullable End lastSuccess,
    @Nullable End lastSkip,
    @Nullable Instant overdueSince) {

  /**
   * A run that is under way.
   *
   * @param by who fired it by hand; empty for the clock
   * @param startedAt null if nobody has said that it began
   * @param heardAt when it was last heard of
   * @param done of {@code total}; null if it cannot be told
   * @param total null if it cannot be told
   * @param figures what was counted so far
   */
  public record Running(
      String runId,
      Instant dueAt,
      String by,
      Instant requestedAt,
      @Nullable Instant startedAt,
      Instant heardAt,
      @Nullable Long done,
      @Nullable Long total,
      Map<String, Long> figures,
      String detail) {}

  /**
   * How a run ended, or why it did not begin.
   *
   * @param outcome SUCCEEDED, FAILED or SKIPPED
   * @param startedAt null if it did not begin
   * @param figures what was counted
   * @param causeClass of a failure; null otherwise
   * @param detail a sentence for a person; may be empty
   */
  public record End(
      String runId,
      JobPhase outcome,
      Instant at,
      @Nullable Instant startedAt,
      Map<String, Long> figures,
      @Nullable String causeClass,
      String detail) {}

  static JobView of(ScheduleName name, JobState state, Optional<JobPlan> plan, Instant now) {
    return new JobView(
        name,
        state.lastDue(),
        plan.flatMap(it -> it.due().next(now)).orElse(null),
        running(state.run()),
        end(state.lastEnd()),
        end(state.lastSuccess()),
        end(state.lastSkip()),
        state.overdueSince());
  }

  private static @Nullable Running running(@Nullable Run run) {
    if (run == null) {
      return null;
    }
    JobReport said = run.report();
    return new Running(
        run.runId(),
        run.dueAt(),
        run.by(),
        run.requestedAt(),
        run.startedAt(),
        run.heardAt(),
        said == null ? null : said.getDone(),
        said == null ? null : said.getTotal(),
        said == null ? Map.of() : figures(said),
        said == null ? "" : said.getDetail());
  }

  private static @Nullable End end(@Nullable JobReport report) {
    return report == null
        ? null
        : new End(
            report.getRunId(),
            report.getPhase(),
            report.getAt(),
            report.getStartedAt(),
            figures(report),
            report.getCauseClass(),
            report.getDetail());
  }

  /** In the order in which they were told. */
  private static Map<String, Long> figures(JobReport report) {
    Map<String, Long> figures = new LinkedHashMap<>();
    for (Figure figure : report.getFigures()) {
      figures.put(figure.getName(), figure.getValue());
    }
    return figures;
  }
}
