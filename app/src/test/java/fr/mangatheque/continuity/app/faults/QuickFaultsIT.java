package fr.mangatheque.continuity.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault of each sort that is over in seconds, one after the other, in every build. */
class QuickFaultsIT {
  private static final List<FaultKind> KINDS =
      List.of(
          FaultKind.KILL_AFTER_PUT,
          FaultKind.BACKUP_403,
          FaultKind.ORIGIN_RENAMED,
          FaultKind.ORIGIN_503,
          FaultKind.DELETED_BEFORE_COPY);

  @TempDir private Path directory;

  @Test
  void whateverHappensOneAfterTheOtherNothingIsLost() throws Exception {
    try (FaultRun run = new FaultRun(Schedule.oneByOne(1000, KINDS), directory)) {
      RunReport report = run.run();

      Reports.add(getClass(), report);
      assertThat(report.findings()).as(report.words()).isEmpty();
    }
  }
}
