package fr.mangatheque.continuity.processors.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.testkit.s3.Fault;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreKilledIT {
  private static final int OBJECTS = 200;
  private static final int THERE = 60;

  @Test
  void whatWasRightWhenTheProcessWasKilledIsNotWrittenAgain(@TempDir Path work) throws Exception {
    try (RestoreFixture fixture = new RestoreFixture(work)) {
      fixture.protectMany(OBJECTS);
      Fault stuck =
          fixture
              .targetServer
              .faults()
              .on(Operation.PUT)
              .key(key -> key.startsWith("covers/"))
              .after(THERE)
              .blackHole();
      Process process = process(fixture);
      try {
        await().atMost(Duration.ofMinutes(2)).until(() -> stuck.hits() == RestoreProcess.AT_A_TIME);
      } finally {
        process.destroyForcibly().waitFor();
      }
      fixture.targetServer.faults().clear();
      assertThat(covers(fixture)).hasSize(THERE);
      fixture.targetServer.counters().reset();
      fixture.backupServer.counters().reset();

      RestoreReport report = fixture.run();

      assertThat(report.complete()).isTrue();
      assertThat(report.right().objects()).isEqualTo(THERE);
      assertThat(report.restored().objects()).isEqualTo(OBJECTS - THERE);
      assertThat(report.destinationRequests().puts()).isEqualTo(OBJECTS - THERE);
      assertThat(covers(fixture)).hasSize(OBJECTS);
    }
  }

  private static List<String> covers(RestoreFixture fixture) {
    return fixture.target.keys().stream().filter(key -> key.startsWith("covers/")).toList();
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
        .inheritIO()
        .start();
  }
}
