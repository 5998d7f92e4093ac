package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells once when a source's first backup is complete in this partition: its first audit has ended,
 * and each object that it found was copied or has failed at least once. What failed is counted and
 * goes on being tried. Owned by one stream thread.
 *
 * <p>The report is one of the job {@value #JOB}; its run is the audit. There is one from each
 * partition, with figures {@code partition}, {@code partitions}, {@code objects}, {@code bytes} and
 * {@code failing}: the whole is complete when all have told.
 */
final class Backfills {
  static final String JOB = "backfill";

  private final Accounts accounts;
  private final int partition;
  private final int partitions;

  Backfills(Accounts accounts, int partition, int partitions) {
    this.accounts = accounts;
    this.partition = partition;
    this.partitions = partitions;
  }

  /** The first audit of a source told all that it found. Told twice, it is the same. */
  void scanEnded(String source, String scanId, Instant startedAt) {
    Account account = accounts.of(source);
    Account.Backfill known = account.backfill();
    if (known == null || !known.scanId().equals(scanId)) {
      accounts.keep(source, account.with(new Account.Backfill(scanId, startedAt, null)));
    }
  }

  /** What is complete now. */
  List<JobReport> turn(Instant now) {
    List<JobReport> reports = new ArrayList<>();
    for (String source : accounts.sources()) {
      Account account = accounts.of(source);
      Account.Backfill audit = account.backfill();
      if (audit != null && audit.endedAt() == null && account.sum().pendingScans() == 0) {
        accounts.keep(
            source, account.with(new Account.Backfill(audit.scanId(), audit.startedAt(), now)));
        reports.add(report(source, audit, account.sum(), now));
      }
    }
    return reports;
  }

  private JobReport report(String source, Account.Backfill audit, Contribution sum, Instant now) {
    return JobReport.newBuilder()
        .setRunId(audit.scanId())
        .setSchedule(source + "/" + JOB)
        .setSource(source)
        .setJob(JOB)
        .setPhase(JobPhase.SUCCEEDED)
        .setAt(now)
        .setStartedAt(audit.startedAt())
        .setFigures(
            List.of(
                new Figure("partition", (long) partition),
                new Figure("partitions", (long) partitions),
                new Figure("objects", sum.objects()),
                new Figure("bytes", sum.bytes()),
                new Figure("failing", sum.failing())))
        .setDetail(
            "Partition %d of %d holds %d objects of this source; %d fail and are tried again."
                .formatted(partition + 1, partitions, sum.objects(), sum.failing()))
        .build();
  }
}
