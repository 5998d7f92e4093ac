package fr.mangatheque.continuity.processors.restore;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreKilledIT {
  private static final int OBJECTS = 200;

  @Test
  void whatWasRightWhenTheProcessWasKilledIsNotWrittenAgain(@TempDir Path work) throws Exception {
    try (RestoreFixture fixture = new RestoreFixture(work)) {
      fixture.protectMany(OBJECTS);
      fixture
          .targetServer
          .faults()
          .on(Operation.PUT)
          .key(key -> key.startsWith("covers/"))
          .delay(Duration.ofMillis(20));
      killAfter(25, process(fixture));
      fixture.targetServer.faults().clear();
      long there = covers(fixture).size();
      fixture.targetServer.counters().reset();
      fixture.backupServer.counters().reset();

      RestoreReport report = fixture.run();

      assertThat(there).isBetween(25L, OBJECTS - 1L);
      assertThat(report.complete()).isTrue();
      assertThat(report.right().objects()).isEqualTo(there);
      assertThat(report.restored().objects()).isEqualTo(OBJECTS - there);
      assertThat(report.destinationRequests().puts()).isEqualTo(OBJECTS - there);
      assertThat(covers(fixture)).hasSize(OBJECTS);
    }
  }

  private static List<String> covers(RestoreFixture fixture) {
    return fixture.target.keys().stream().filter(key -> key.startsWith("covers/")).toList();
  }

  private static void killAfter(int restored, Process process) throws Exception {
    try {
      BufferedReader lines = process.inputReader();
      int count = 0;
      for (String line = lines.readLine(); count < restored; line = lines.readLine()) {
        assertThat(line).as("the restore ended before it was killed").isNotNull();
        count += line.equals(RestoreProcess.RESTORED) ? 1 : 0;
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Process process(RestoreFixture fixture) throws IOException {
    S3Server backup = fixture.backupServer;
    S3Server target = fixture.targetServer;
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            RestoreProcess.class.getName(),
            backup.endpoint().toString(),
            target.endpoint().toString(),
            backup.accessKeyId(),
            backup.secretAccessKey(),
            target.accessKeyId(),
            target.secretAccessKey(),
            fixture.work().resolve("child").toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
