package fr.mangatheque.continuity.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.app.broker.DirectoryInUseException;
import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.storage.backup.BindingMismatchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of it in one process, over real sockets. */
class PipelineIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  @TempDir private Path directory;
  private Site site;

  @BeforeEach
  void aSite() {
    site = new Site(directory);
  }

  @AfterEach
  void noSite() {
    site.close();
  }

  private Pipeline start() throws Exception {
    Configuration configuration = site.configuration();
    return Pipeline.start(configuration, EnumSet.allOf(Role.class), InstantSource.system());
  }

  @Test
  void anUploadIsSafeAMomentLaterAndARestartForgetsNothing() throws Exception {
    try (Pipeline pipeline = start()) {
      await().atMost(PATIENCE).until(() -> pipeline.troubles().isEmpty());
      site.upload(pipeline.intakePort(), "covers/1.jpg", "first");
      await().atMost(PATIENCE).until(() -> site.entries("covers/1.jpg").size() == 1);
      assertThat(site.get(pipeline.intakePort(), "/health/ready").statusCode()).isEqualTo(200);
      assertThat(site.get(pipeline.intakePort(), "/metrics").body())
          .contains("continuity_copy_results_total")
          .contains("continuity_endpoint_limit{")
          .contains("continuity_endpoint_throttled_total{")
          .contains("use=\"copy\"")
          .contains("jvm_memory_used_bytes");
    }
    try (Pipeline pipeline = start()) {
      site.upload(pipeline.intakePort(), "covers/1.jpg", "second");
      await().atMost(PATIENCE).until(() -> site.entries("covers/1.jpg").size() == 2);
      assertThat(site.entries("covers/1.jpg")).containsExactly("first", "second");
    }
  }

  @Test
  void stateThatAKillLeftInHalvesIsReadFromKafkaAgain() throws Exception {
    try (Pipeline pipeline = start()) {
      site.upload(pipeline.intakePort(), "covers/1.jpg", "first");
      await().atMost(PATIENCE).until(() -> site.entries("covers/1.jpg").size() == 1);
      await().atMost(PATIENCE).until(() -> pipeline.troubles().isEmpty());
    }
    assertThat(deleteTables(directory.resolve("data/ledger"))).isPositive();

    try (Pipeline pipeline = start()) {
      await().atMost(PATIENCE).until(() -> pipeline.troubles().isEmpty());
      site.upload(pipeline.intakePort(), "covers/1.jpg", "second");
      await().atMost(PATIENCE).until(() -> site.entries("covers/1.jpg").size() == 2);
    }
  }

  private static int deleteTables(Path state) throws IOException {
    List<Path> tables;
    try (Stream<Path> files = Files.walk(state)) {
      tables = files.filter(file -> file.toString().endsWith(".sst")).toList();
    }
    for (Path table : tables) {
      Files.delete(table);
    }
    return tables.size();
  }

  @Test
  void aBackupThatIsAwayAtTheStartIsUsedOnceItIsBack() throws Exception {
    site.backupCloud().stop();
    try (Pipeline pipeline = start()) {
      site.upload(pipeline.intakePort(), "covers/1.jpg", "first");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(pipeline.troubles())
                      .singleElement()
                      .asString()
                      .matches("backup of uploads: not probed yet: .+"));

      site.backupCloud().restart();

      await().atMost(PATIENCE).until(() -> site.entries("covers/1.jpg").size() == 1);
      assertThat(pipeline.troubles()).isEmpty();
    }
  }

  @Test
  void theBackupOfAnotherSourceIsRefusedAndNothingGoesOnRunning() throws Exception {
    site.backup.put(
        "continuity.json",
        "{\"format\":1,\"source\":\"others\",\"bucket\":\"b\",\"endpoint\":\"http://x\"}"
            .getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(this::start)
        .isInstanceOf(BindingMismatchException.class)
        .hasMessageContaining("belongs to source others");

    site.backup.remove("continuity.json");
    start().close();
  }

  @Test
  void oneProcessAtATimeHasADataDirectory() throws Exception {
    try (Pipeline pipeline = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
      assertThat(pipeline.bootstrapServers()).startsWith("127.0.0.1:");
    }
  }
}
