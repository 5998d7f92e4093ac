package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.Backfill;
import fr.mangatheque.continuity.app.operator.answer.GuardCase;
import fr.mangatheque.continuity.app.operator.answer.Incident;
import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Pause;
import fr.mangatheque.continuity.app.operator.answer.ReadBack;
import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.app.operator.answer.SourceStatus;
import fr.mangatheque.continuity.app.operator.answer.Standing;
import fr.mangatheque.continuity.app.operator.answer.Status;
import fr.mangatheque.continuity.app.operator.answer.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How sources stand, from what all processes know. */
final class Statuses {
  private static final String AUDIT = "audit";

  private Statuses() {}

  static Status of(Whole whole, Collection<String> sources, Instant now) {
    List<SourceStatus> all = sources.stream().map(source -> source(source, whole, now)).toList();
    List<Incident> incidents = whole.incidents();
    boolean complete = whole.silences().isEmpty();
    boolean well =
        complete
            && (incidents == null || incidents.isEmpty())
            && all.stream().allMatch(Statuses::well);
    return new Status(now, well, complete, all, incidents, whole.silences());
  }

  private static boolean well(SourceStatus source) {
    return source.totals().failing() == 0
        && source.guard().isEmpty()
        && source.jobs().stream().noneMatch(Statuses::failed);
  }

  /** Whether its last run failed. */
  static boolean failed(Job job) {
    Run last = job.last();
    return last != null && last.phase().equals(Run.FAILED);
  }

  private static SourceStatus source(String source, Whole whole, Instant now) {
    List<Standing> standings =
        whole.standings().stream().filter(each -> each.source().equals(source)).toList();
    Totals totals = standings.stream().map(Standing::totals).reduce(Totals.NONE, Totals::plus);
    List<Job> jobs = whole.jobs().stream().filter(job -> job.source().equals(source)).toList();
    List<GuardCase> guard =
        whole.guard().stream().filter(open -> open.source().equals(source)).toList();
    Pause pause = whole.pauses().get(source);
    Backfill backfill = backfill(standings, totals, jobs, now);
    return new SourceStatus(
        source,
        state(totals, guard, pause, backfill),
        totals,
        earliest(standings, Standing::oldestPending),
        backfill,
        readBack(standings),
        pause,
        jobs,
        guard);
  }

  private static String state(
      Totals totals, List<GuardCase> guard, @Nullable Pause pause, Backfill backfill) {
    if (!guard.isEmpty()) {
      return SourceStatus.FROZEN;
    }
    if (totals.failing() > 0) {
      return SourceStatus.FAILING;
    }
    if (pause != null) {
      return SourceStatus.PAUSED;
    }
    return backfill.step().equals(Backfill.COMPLETE) ? SourceStatus.OK : SourceStatus.BACKFILL;
  }

  private static @Nullable Instant earliest(
      List<Standing> standings, Function<Standing, @Nullable Instant> when) {
    return standings.stream()
        .map(when)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Of all partitions; null as long as one has not counted. */
  private static @Nullable ReadBack readBack(List<Standing> standings) {
    ReadBack sum = null;
    for (Standing standing : standings) {
      ReadBack one = standing.readBack();
      if (one == null) {
        return null;
      }
      sum = sum == null ? one : sum.plus(one);
    }
    return sum;
  }

  private static Backfill backfill(
      List<Standing> standings, Totals totals, List<Job> jobs, Instant now) {
    Optional<Job> audit = jobs.stream().filter(job -> job.job().equals(AUDIT)).findFirst();
    if (!standings.isEmpty() && standings.stream().allMatch(Standing::backfilled)) {
      return new Backfill(Backfill.COMPLETE, null, null, null);
    }
    if (audit.map(Job::lastSucceeded).isPresent()) {
      return copying(totals, audit.map(Job::last).orElse(null), now);
    }
    Run running = audit.map(Job::running).orElse(null);
    return running == null
        ? new Backfill(Backfill.WAITING, null, null, null)
        : listing(running, now);
  }

  private static Backfill listing(Run run, Instant now) {
    return new Backfill(
        Backfill.LISTING,
        run.done(),
        run.total(),
        left(run.startedAt(), now, run.done(), run.total()));
  }

  private static Backfill copying(Totals totals, @Nullable Run audit, Instant now) {
    long total = totals.objects() + totals.backlogOfScans();
    return new Backfill(
        Backfill.COPYING,
        totals.objects(),
        total,
        left(audit == null ? null : audit.startedAt(), now, totals.objects(), total));
  }

  private static @Nullable Long left(
      @Nullable Instant since, Instant now, @Nullable Long done, @Nullable Long total) {
    if (since == null || done == null || total == null || done <= 0 || total < done) {
      return null;
    }
    double pace = (double) Duration.between(since, now).toMillis() / done;
    return Math.max(0, Math.round(pace * (total - done) / 1000));
  }
}
