package fr.mangatheque.continuity.app.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.app.demo.site.Upload;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetyPollerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  private final Latencies latencies = new Latencies();
  private TwoBuckets buckets;
  private BackupView view;
  private SafetyPoller poller;

  @BeforeEach
  void start() {
    buckets = new TwoBuckets(directory);
    view = new BackupView(buckets.backupAccess());
    poller = new SafetyPoller(view);
  }

  @AfterEach
  void stop() {
    poller.close();
    view.close();
    buckets.close();
  }

  @Test
  void anUploadIsSafeOnceItsBytesAreInTheBackup() {
    Upload upload = buckets.upload("a/1.jpg", "new");
    Upload other = buckets.upload("a/2.jpg", "second");
    poller.await(upload, latencies);
    poller.await(other, latencies);
    buckets.version("a/1.jpg", 1, "old");
    buckets.version("a/2.jpg", 1, "second");
    await().atMost(PATIENCE).until(() -> poller.safe(other));

    assertThat(poller.safe(upload)).isFalse();
    buckets.version("a/1.jpg", 2, "new");

    await().atMost(PATIENCE).until(() -> poller.safe(upload));
    assertThat(poller.waiting()).isZero();
    assertThat(poller.seen()).isEqualTo(2);
    assertThat(poller.bytes()).isEqualTo(9);
    assertThat(latencies.count()).isEqualTo(2);
  }

  @Test
  void anOutageOfTheBackupDoesNotEndTheWatch() {
    Upload upload = buckets.upload("a/1.jpg", "new");
    buckets.version("a/1.jpg", 1, "new");
    buckets.backupCloud().stop();
    poller.await(upload, latencies);
    assertThat(poller.safe(upload)).isFalse();

    buckets.backupCloud().start();

    await().atMost(PATIENCE).until(() -> poller.safe(upload));
  }
}
