package fr.mangatheque.continuity.storage.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingLeftoversIT {
  @TempDir private Path directory;

  @Test
  void whatAKilledProcessLeftIsRemovedAtTheNextStart() throws Exception {
    Process process = stagingProcess();
    try {
      assertThat(staged()).hasSize(1);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(staged()).hasSize(1);

    try (Staging staging = open()) {
      assertThat(staged()).isEmpty();
      assertThat(staging.freeDisk()).isEqualTo(1 << 20);
    }
    assertThat(inTransit()).isEmpty();
  }

  @Test
  void whatALivingProcessStagesIsLeftAlone() throws Exception {
    Process process = stagingProcess();
    try (Staging staging = open()) {
      assertThat(staging.freeDisk()).isEqualTo(1 << 20);
      assertThat(staged()).hasSize(1);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatThisProcessStagesElsewhereIsLeftAlone() throws Exception {
    try (Staging first = open();
        StagedContent content =
            first.stage(new ByteArrayInputStream(new byte[] {1, 2, 3}), 3, "GET of k")) {
      open().close();
      // a second look must not have dropped the first one's lock
      open().close();
      Process process = stagingProcess();
      process.destroyForcibly().waitFor();

      assertThat(content.open().readAllBytes()).containsExactly(1, 2, 3);
    }
  }

  private Staging open() {
    return Staging.open(new StagingLimits(1 << 20, 0, directory, 1 << 20, Duration.ofSeconds(1)));
  }

  /** Has staged one file when this returns. */
  private Process stagingProcess() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StagingProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = process.inputReader();
    String line = lines.readLine();
    while (!StagingProcess.STAGED.equals(line)) {
      if (line == null) {
        throw new IOException("the process ended before it staged anything");
      }
      line = lines.readLine();
    }
    return process;
  }

  private List<Path> staged() throws IOException {
    return inTransit().stream().filter(file -> !file.toString().endsWith(".lock")).toList();
  }

  private List<Path> inTransit() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("opening.lock"))
          .toList();
    }
  }
}
