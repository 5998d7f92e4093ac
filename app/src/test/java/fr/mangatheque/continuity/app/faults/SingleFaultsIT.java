package fr.mangatheque.continuity.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault alone, one after the other, and nothing is lost by any. */
@Tag("long")
class SingleFaultsIT {
  @TempDir private Path directory;

  private void assertNothingIsLost(long seed, Predicate<FaultKind> which) throws Exception {
    List<FaultKind> kinds = Arrays.stream(FaultKind.values()).filter(which).toList();
    try (FaultRun run = new FaultRun(Schedule.oneByOne(seed, kinds), directory)) {
      RunReport report = run.run();

      Reports.add(getClass(), report);
      assertThat(report.findings()).as(report.words()).isEmpty();
    }
  }

  @Test
  void killedAtEachStepOrSuspendedOrWithAClockThatIsOffNothingIsLost() throws Exception {
    assertNothingIsLost(1001, FaultKind::ofTheProcess);
  }

  @Test
  void whateverTheSourceDoesNothingIsLost() throws Exception {
    assertNothingIsLost(1002, kind -> !kind.ofTheProcess() && kind.name().startsWith("ORIGIN"));
  }

  @Test
  void whateverTheBackupDoesNothingIsLost() throws Exception {
    assertNothingIsLost(1003, kind -> !kind.ofTheProcess() && kind.name().startsWith("BACKUP"));
  }

  @Test
  void whateverHappensToContentOnItsWayNothingIsLost() throws Exception {
    assertNothingIsLost(
        1004,
        kind ->
            !kind.ofTheProcess()
                && !kind.ofTheFleet()
                && !kind.name().startsWith("ORIGIN")
                && !kind.name().startsWith("BACKUP"));
  }
}
