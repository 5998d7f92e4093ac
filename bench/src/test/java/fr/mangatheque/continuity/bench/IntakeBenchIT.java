package fr.mangatheque.continuity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeBenchIT {
  @Test
  void bothSidesAreMeasuredInOneRun(@TempDir Path directory) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    IntakeBench.Result result =
        new IntakeBench(500, 100, 2, 1, new PrintStream(printed, true, StandardCharsets.UTF_8))
            .run(directory.resolve("broker"));

    assertThat(result.intake()).hasSize(1);
    assertThat(result.producer()).hasSize(1);
    assertThat(result.intake().getFirst().serverCpuNanos()).isPositive();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("intake, median");
  }
}
