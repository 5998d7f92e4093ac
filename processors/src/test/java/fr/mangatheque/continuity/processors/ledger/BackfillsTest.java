package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackfillsTest {
  private static final Instant NOW = Examples.NOW;

  private final Accounts accounts = StandaloneAccounts.open();
  private final Backfills backfills = new Backfills(accounts, 2, 12);
  private final ObjectId object = new ObjectId("uploads", "a");

  private static ObjectState found() {
    return ObjectState.NEW.with(
        new Phase.Waiting(Ask.first(CopyTask.COPY, RequestReason.SCAN, NOW, false), NOW));
  }

  @Test
  void theEndIsToldOnceWhenNothingThatTheScanFoundIsUntried() {
    accounts.moved(object, ObjectState.NEW, found());
    backfills.scanEnded("uploads", "scan-1", NOW);
    assertThat(backfills.turn(NOW)).isEmpty();

    accounts.moved(object, found(), Examples.isProtected());

    assertThat(backfills.turn(NOW.plusSeconds(1)))
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getSchedule()).isEqualTo("uploads/backfill");
              assertThat(report.getRunId()).isEqualTo("scan-1");
              assertThat(report.getFigures())
                  .containsExactly(
                      new Figure("partition", 2L),
                      new Figure("partitions", 12L),
                      new Figure("objects", 1L),
                      new Figure("bytes", Examples.SIZE),
                      new Figure("failing", 0L));
            });
    backfills.scanEnded("uploads", "scan-1", NOW);
    assertThat(backfills.turn(NOW.plusSeconds(2))).isEmpty();
  }

  @Test
  void whatFailsIsCountedAndNotWaitedFor() {
    accounts.moved(object, ObjectState.NEW, found());
    backfills.scanEnded("uploads", "scan-1", NOW);
    Ask retry = Ask.first(CopyTask.COPY, RequestReason.SCAN, NOW, false).retry();
    ObjectState failing =
        found()
            .withFailing(new Failing(Stage.BACKUP, "TIMEOUT", NOW))
            .with(new Phase.Backoff(retry, NOW));

    accounts.moved(object, found(), failing);

    List<JobReport> reports = backfills.turn(NOW);
    assertThat(reports)
        .singleElement()
        .satisfies(
            report ->
                assertThat(report.getFigures())
                    .contains(new Figure("objects", 0L), new Figure("failing", 1L)));
  }

  @Test
  void anEmptyPartitionTellsToo() {
    backfills.scanEnded("uploads", "scan-1", NOW);

    assertThat(backfills.turn(NOW)).hasSize(1);
  }

  @Test
  void withoutAFirstAuditNothingIsTold() {
    accounts.moved(object, ObjectState.NEW, Examples.isProtected());

    assertThat(backfills.turn(NOW)).isEmpty();
  }
}
