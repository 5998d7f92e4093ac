package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.event.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decisions on jobs: from how one stands and what is heard of it to how it stands then. Pure.
 */
final class JobStep {
  /** What lies further ahead was set by a clock that was wrong. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  private static final Duration SETTLING = Duration.ofMinutes(1);

  private JobStep() {}

  /**
   * A tick: a run is asked for, once a due time, unless one is under way or the source is paused.
   * Who fires it by hand is not kept from it by a pause. What a rare job would have done before
   * anybody knew of it was not missed: it begins when it is due next.
   *
   * @param pause why nothing is to begin; empty if nothing keeps it
   */
  static JobDecision tick(
      JobState state, JobPlan plan, Tick tick, Optional<String> pause, Instant now) {
    ScheduleName name = plan.name();
    boolean byHand = !tick.getBy().isEmpty();
    Instant due = tick.getDueAt();
    String runId = name.runId(due);
    if (state.knows(runId) || (!byHand && isPast(state.lastDue(), due, now))) {
      return JobDecision.of(state);
    }
    JobState acted = byHand ? state : state.acted(due);
    boolean first = !byHand && state.lastDue() == null;
    if (first && plan.isRare() && due.isBefore(state.judgedFrom())) {
      return JobDecision.of(acted);
    }
    if (!byHand && pause.isPresent()) {
      return skip(acted.judgedFrom(now), name, runId, pause.get(), now);
    }
    Run under = state.run();
    if (under != null) {
      String why = "the run that was due at %s is still under way".formatted(under.dueAt());
      return skip(acted, name, runId, why, now);
    }
    Run run = new Run(runId, due, tick.getBy(), now, now, null);
    return JobDecision.of(acted.running(run), JobEvents.request(name, run, tick.getAmount()));
  }

  private static boolean isPast(@Nullable Instant lastDue, Instant due, Instant now) {
    return lastDue != null && !due.isAfter(lastDue) && !isAhead(lastDue, now);
  }

  private static boolean isAhead(Instant time, Instant now) {
    return time.isAfter(now.plus(CLOCK_TOLERANCE));
  }

  private static JobDecision skip(
      JobState state, ScheduleName name, String runId, String why, Instant now) {
    JobReport report = JobEvents.skipped(name, runId, why, now);
    return JobDecision.of(state.skipped(report), new JobOutput.Report(report));
  }

  /** A run's report. One of a run that was given up counts if it says that all went well. */
  static JobDecision report(JobState state, ScheduleName name, JobReport report, Instant now) {
    Run run = state.run();
    boolean current = run != null && run.runId().equals(report.getRunId());
    return switch (report.getPhase()) {
      case STARTED, PROGRESS, UNKNOWN ->
          JobDecision.of(current ? state.running(run.heard(report, now)) : state);
      case SUCCEEDED -> succeeded(state, name, report, current, now);
      case FAILED -> current ? failed(state, name, report, now) : JobDecision.of(state);
      case SKIPPED ->
          JobDecision.of(
              current ? state.running(null).ended(report).skipped(report).judgedFrom(now) : state);
    };
  }

  private static JobDecision succeeded(
      JobState state, ScheduleName name, JobReport report, boolean current, Instant now) {
    JobReport last = state.lastSuccess();
    if (!current && last != null && !report.getAt().isAfter(last.getAt())) {
      return JobDecision.of(state);
    }
    List<JobOutput> outputs = new ArrayList<>();
    if (state.failing() != null) {
      outputs.add(JobEvents.cleared(name, state.failing(), now));
    }
    if (state.overdueSince() != null) {
      outputs.add(JobEvents.overdueNoMore(name, state.overdueSince(), now));
    }
    JobState after = current ? state.running(null) : state;
    return new JobDecision(after.succeeded(report, now), outputs);
  }

  private static JobDecision failed(
      JobState state, ScheduleName name, JobReport report, Instant now) {
    List<JobOutput> outputs = new ArrayList<>();
    String said = report.getCauseClass();
    String cause = said == null ? CauseClass.INTERNAL.name() : said;
    Stage stage = JobEvents.stage(name.job(), cause);
    Failing before = state.failing();
    Failing failing = new Failing(stage, cause, now);
    if (before != null && before.sameCause(stage, cause)) {
      failing = before;
    } else if (before != null) {
      outputs.add(JobEvents.cleared(name, before, now));
    }
    outputs.add(JobEvents.raised(name, failing, state.failures() + 1, report.getDetail(), now));
    return new JobDecision(state.running(null).ended(report).failed(failing), outputs);
  }

  /**
   * Time goes on: a run that fell silent is given up, and a job that did not succeed for long is
   * overdue.
   *
   * @param listening since when reports are heard here
   */
  static JobDecision turn(JobState state, JobPlan plan, Instant listening, Instant now) {
    JobState sane = withoutTimesAhead(state, now);
    Run run = sane.run();
    if (run != null) {
      Instant heard = run.heardAt().isAfter(listening) ? run.heardAt() : listening;
      return now.isAfter(heard.plus(plan.silence()))
          ? dead(sane, run, plan, now)
          : JobDecision.of(sane);
    }
    if (sane.overdueSince() != null || now.isBefore(listening.plus(SETTLING))) {
      return JobDecision.of(sane);
    }
    return plan.overdueAt(sane.judgedFrom())
        .filter(overdueAt -> !now.isBefore(overdueAt))
        .map(_ -> overdue(sane, plan, now))
        .orElseGet(() -> JobDecision.of(sane));
  }

  /** After a clock was set back, what it had set ahead would hold for as long. */
  private static JobState withoutTimesAhead(JobState state, Instant now) {
    JobState sane = isAhead(state.judgedFrom(), now) ? state.judgedFrom(now) : state;
    Run run = sane.run();
    return run != null && isAhead(run.heardAt(), now) ? sane.running(run.heardAt(now)) : sane;
  }

  private static JobDecision dead(JobState state, Run run, JobPlan plan, Instant now) {
    String detail =
        "nothing was heard since %s of the run that was due at %s: whoever ran it is presumed dead"
            .formatted(run.heardAt(), run.dueAt());
    JobReport report = JobEvents.dead(plan.name(), run, detail, now);
    Instant since = state.overdueSince() == null ? now : state.overdueSince();
    return JobDecision.of(
        state.running(null).ended(report).failed(state.failing()).overdue(since),
        new JobOutput.Report(report),
        JobEvents.overdue(plan.name(), since, detail, now));
  }

  private static JobDecision overdue(JobState state, JobPlan plan, Instant now) {
    JobReport last = state.lastSuccess();
    String detail =
        last == null
            ? "it has never succeeded, and was due several times since " + state.judgedFrom()
            : "it last succeeded at %s, and was due several times since".formatted(last.getAt());
    return JobDecision.of(state.overdue(now), JobEvents.overdue(plan.name(), now, detail, now));
  }

  /** Its source is gone: what was told of it is taken back. */
  static List<JobOutput> retired(JobState state, ScheduleName name, Instant now) {
    List<JobOutput> outputs = new ArrayList<>();
    if (state.failing() != null) {
      outputs.add(JobEvents.cleared(name, state.failing(), now));
    }
    if (state.overdueSince() != null) {
      outputs.add(JobEvents.overdueNoMore(name, state.overdueSince(), now));
    }
    return outputs;
  }

  /** It was switched off: nobody waits for it any more. */
  static JobDecision switchedOff(JobState state, ScheduleName name, Instant now) {
    return state.overdueSince() == null
        ? JobDecision.of(state)
        : JobDecision.of(
            state.overdue(null), JobEvents.overdueNoMore(name, state.overdueSince(), now));
  }
}
