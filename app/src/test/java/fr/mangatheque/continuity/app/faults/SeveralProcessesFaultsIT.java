package fr.mangatheque.continuity.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes that share a broker, each fault of theirs after the other. */
@Tag("long")
class SeveralProcessesFaultsIT {
  private static final int PROCESSES = 3;

  @TempDir private Path directory;

  @Test
  void whateverBefallsProcessesThatShareABrokerNothingIsLost() throws Exception {
    List<FaultKind> kinds =
        Arrays.stream(FaultKind.values()).filter(FaultKind::ofTheFleet).toList();
    try (FaultRun run = new FaultRun(Schedule.oneByOne(1005, kinds), directory, PROCESSES)) {
      RunReport report = run.run();

      Reports.add(getClass(), report);
      assertThat(report.findings()).as(report.words()).isEmpty();
    }
  }
}
