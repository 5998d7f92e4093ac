package fr.mangatheque.continuity.notifier.incident;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.NotificationKind;
import fr.mangatheque.continuity.schemas.event.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstBackupsTest {
  private static final long PARTITIONS = 3;

  @TempDir private Path stateDir;
  private IncidentBench bench;

  @BeforeEach
  void open() {
    bench = new IncidentBench(stateDir, IncidentTiming.DEFAULT);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void tells(String run, long partition, long failing) {
    bench.report(report("backfill", run, partition, failing));
  }

  private JobReport report(String job, String run, long partition, long failing) {
    return JobReport.newBuilder()
        .setRunId(run)
        .setSchedule("uploads/" + job)
        .setSource("uploads")
        .setJob(job)
        .setPhase(JobPhase.SUCCEEDED)
        .setStartedAt(IncidentBench.START)
        .setAt(IncidentBench.START.plus(Duration.ofHours(2)))
        .setFigures(
            List.of(
                new Figure("partition", partition),
                new Figure("partitions", PARTITIONS),
                new Figure("objects", 1_000L),
                new Figure("bytes", 1_500_000L),
                new Figure("failing", failing)))
        .build();
  }

  @Test
  void itIsToldOnceWhenEveryPartitionHasDoneItsPart() {
    tells("scan-1", 0, 0);
    tells("scan-1", 1, 0);
    assertThat(bench.told()).isEmpty();

    tells("scan-1", 2, 0);

    assertThat(bench.told())
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.getKind()).isEqualTo(NotificationKind.NEWS);
              assertThat(news.getSeverity()).isEqualTo(Severity.INFO);
              assertThat(news.getSource()).isEqualTo("uploads");
              assertThat(news.getSummary())
                  .isEqualTo("The first backup of uploads is complete: 3,000 objects, 4.5 MB");
              assertThat(news.getFailing()).isZero();
            });
    tells("scan-1", 2, 0);
    assertThat(bench.told()).isEmpty();
  }

  @Test
  void onePartitionThatTellsTwiceIsNotTwo() {
    tells("scan-1", 0, 0);
    tells("scan-1", 1, 0);

    tells("scan-1", 1, 0);

    assertThat(bench.told()).isEmpty();
  }

  @Test
  void whatFailsIsSaid() {
    tells("scan-1", 0, 0);
    tells("scan-1", 1, 2);

    tells("scan-1", 2, 1);

    assertThat(bench.told())
        .singleElement()
        .extracting(Notification::getFailing, Notification::getAction)
        .containsExactly(3L, "Look at what fails: continuity failures --source uploads.");
  }

  @Test
  void anotherFirstAuditBeginsAnew() {
    tells("scan-1", 0, 0);
    tells("scan-1", 1, 0);
    tells("scan-2", 2, 0);
    assertThat(bench.told()).isEmpty();

    tells("scan-2", 0, 0);
    tells("scan-2", 1, 0);

    assertThat(bench.told()).hasSize(1);
  }

  @Test
  void reportsOfOtherJobsAreNoNews() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      bench.report(report("audit", "scan-1", partition, 0));
    }

    assertThat(bench.told()).isEmpty();
  }
}
