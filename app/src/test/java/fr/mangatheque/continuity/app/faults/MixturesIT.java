package fr.mangatheque.continuity.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several faults at once, as a seed has it, and nothing is lost. */
class MixturesIT {
  private static final int LENGTH = 20_000;
  private static final int CHANGES = 250;
  private static final int OTHERS = 5;

  @TempDir private Path directory;

  static LongStream seeds() {
    return Seeds.asked();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsLost(long seed) throws Exception {
    Schedule schedule = Schedule.of(seed, LENGTH, CHANGES, Schedule.mixture(seed, OTHERS));
    try (FaultRun run = new FaultRun(schedule, directory)) {
      RunReport report = run.run();

      Reports.add(getClass(), report);
      assertThat(report.findings()).as(report.words()).isEmpty();
    }
  }
}
