package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records that tell of a job. */
final class JobEvents {
  private static final String CDN = "cdn";
  private static final Set<String> OF_CDN =
      Set.of(CauseClass.CDN_FAULT.name(), CauseClass.CDN_STALE.name());

  /** The CDN is looked at daily; from then on it is that look's word that counts. */
  private static final Duration NEXT_LOOK = Duration.ofHours(26);

  private JobEvents() {}

  /**
   * @param amount how much of it; null: as configured
   */
  static JobOutput request(ScheduleName name, Run run, @Nullable Long amount) {
    return new JobOutput.Request(
        JobRequest.newBuilder()
            .setRunId(run.runId())
            .setSchedule(name.toString())
            .setSource(name.source())
            .setJob(name.job())
            .setDueAt(run.dueAt())
            .setRequestedAt(run.requestedAt())
            .setBy(run.by())
            .setAmount(amount)
            .build());
  }

  static JobReport skipped(ScheduleName name, String runId, String why, Instant now) {
    return report(name, runId, JobPhase.SKIPPED, now).setDetail(why).build();
  }

  static JobReport dead(ScheduleName name, Run run, String detail, Instant now) {
    return report(name, run.runId(), JobPhase.FAILED, now)
        .setStartedAt(run.startedAt())
        .setCauseClass(CauseClass.OVERDUE.name())
        .setDetail(detail)
        .build();
  }

  private static JobReport.Builder report(
      ScheduleName name, String runId, JobPhase phase, Instant now) {
    return JobReport.newBuilder()
        .setRunId(runId)
        .setSchedule(name.toString())
        .setSource(name.source())
        .setJob(name.job())
        .setPhase(phase)
        .setAt(now);
  }

  /** Where it is that a job fails, as people look for it: a drill may find a fault of the CDN. */
  static Stage stage(String job, String cause) {
    if (OF_CDN.contains(cause)) {
      return Stage.CDN;
    }
    return switch (job) {
      case "reconcile", "audit", "rebuild" -> Stage.SCAN;
      case "scrub" -> Stage.SCRUB;
      case "canary" -> Stage.CANARY;
      case CDN -> Stage.CDN;
      case "drill", "drill-all" -> Stage.DRILL;
      default -> Stage.JOB;
    };
  }

  static JobOutput raised(
      ScheduleName name, Failing failing, int attempts, String detail, Instant now) {
    return failure(name, failing, FailureKind.RAISED, attempts, detail, now);
  }

  static JobOutput cleared(ScheduleName name, Failing failing, Instant now) {
    return failure(name, failing, FailureKind.CLEARED, 0, "", now);
  }

  static JobOutput overdue(ScheduleName name, Instant since, String detail, Instant now) {
    return raised(name, overdue(since), 1, detail, now);
  }

  static JobOutput overdueNoMore(ScheduleName name, Instant since, Instant now) {
    return cleared(name, overdue(since), now);
  }

  private static Failing overdue(Instant since) {
    return new Failing(Stage.JOB, CauseClass.OVERDUE.name(), since);
  }

  /** The job is what fails: its name stands where an object's key does. */
  private static JobOutput failure(
      ScheduleName name,
      Failing failing,
      FailureKind kind,
      int attempts,
      @Nullable String detail,
      Instant now) {
    return new JobOutput.Failure(
        FailureEvent.newBuilder()
            .setCauseKey(CauseClass.key(name.source(), failing.stage(), failing.causeClass()))
            .setKind(kind)
            .setStage(failing.stage())
            .setCauseClass(failing.causeClass())
            .setPermanent(false)
            .setSource(name.source())
            .setObjectKey(name.job())
            .setAttempts(attempts)
            .setSince(failing.since())
            .setAt(now)
            .setClearsAt(clearsAt(name, failing, kind, now))
            .setDetail(detail)
            .build());
  }

  private static @Nullable Instant clearsAt(
      ScheduleName name, Failing failing, FailureKind kind, Instant now) {
    boolean othersWord =
        kind == FailureKind.RAISED && failing.stage() == Stage.CDN && !name.job().equals(CDN);
    return othersWord ? now.plus(NEXT_LOOK) : null;
  }
}
