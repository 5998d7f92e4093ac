package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.state.FailingRecord;
import fr.mangatheque.continuity.schemas.state.StoredJob;
import fr.mangatheque.continuity.schemas.state.StoredRun;
import org.jspecify.annotations.Nullable;

/** States as they are kept. */
final class JobCodec {
  private JobCodec() {}

  static StoredJob toRecord(JobState state) {
    Run run = state.run();
    Failing failing = state.failing();
    return StoredJob.newBuilder()
        .setLastDue(state.lastDue())
        .setRun(run == null ? null : toRecord(run))
        .setLastEnd(state.lastEnd())
        .setLastSuccess(state.lastSuccess())
        .setLastSkip(state.lastSkip())
        .setJudgedFrom(state.judgedFrom())
        .setOverdueSince(state.overdueSince())
        .setFailing(
            failing == null
                ? null
                : new FailingRecord(failing.stage(), failing.causeClass(), failing.since()))
        .setFailures(state.failures())
        .build();
  }

  private static StoredRun toRecord(Run run) {
    return StoredRun.newBuilder()
        .setRunId(run.runId())
        .setDueAt(run.dueAt())
        .setBy(run.by())
        .setRequestedAt(run.requestedAt())
        .setHeardAt(run.heardAt())
        .setReport(run.report())
        .build();
  }

  static JobState fromRecord(StoredJob record) {
    FailingRecord failing = record.getFailing();
    return new JobState(
        record.getLastDue(),
        fromRecord(record.getRun()),
        record.getLastEnd(),
        record.getLastSuccess(),
        record.getLastSkip(),
        record.getJudgedFrom(),
        record.getOverdueSince(),
        failing == null
            ? null
            : new Failing(failing.getStage(), failing.getCauseClass(), failing.getSince()),
        record.getFailures());
  }

  private static @Nullable Run fromRecord(@Nullable StoredRun run) {
    return run == null
        ? null
        : new Run(
            run.getRunId(),
            run.getDueAt(),
            run.getBy(),
            run.getRequestedAt(),
            run.getHeardAt(),
            run.getReport());
  }
}
