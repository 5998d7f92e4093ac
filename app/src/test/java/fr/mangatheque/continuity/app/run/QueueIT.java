package fr.mangatheque.continuity.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.testkit.queue.CloudQueue;
import fr.mangatheque.continuity.testkit.queue.Operation;
import fr.mangatheque.continuity.testkit.queue.QueueServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload that only the store tells of, by way of a queue. */
class QueueIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  @TempDir private Path directory;

  private final QueueServer server = QueueServer.start();
  private final CloudQueue queue = server.createQueue(CloudQueue.Options.USUAL);
  private Site site;

  @BeforeEach
  void aSite() {
    site = new Site(directory);
  }

  @AfterEach
  void noSite() {
    site.close();
    server.close();
  }

  private Path configuration() throws IOException {
    return site.file(
        """
        queues:
          r2: {account-id: %s, queue-id: %s, token: %s, api: '%s', poll-interval: 200ms}
        """
            .formatted(server.accountId(), queue.id(), server.tokens().issue(), server.api()));
  }

  private void upload(String key) {
    site.origin.put(key, "first".getBytes(UTF_8));
    queue.sendJson(
        """
        {"account":"a","action":"CompleteMultipartUpload","bucket":"%s",
         "object":{"key":"%s","size":5,"eTag":"x"},"eventTime":"2026-05-24T19:36:44.379Z"}\
        """
            .formatted(site.origin.name(), key));
  }

  @Test
  void anUploadThatOnlyAQueueTellsOfIsSafeAMomentLater() throws Exception {
    try (Pipeline pipeline =
        Pipeline.start(
            ConfigurationReader.read(configuration(), Map.of()).configuration(),
            EnumSet.allOf(Role.class),
            InstantSource.system())) {
      upload("covers/été 1.jpg");

      await().atMost(PATIENCE).until(() -> site.entries("covers/été 1.jpg").size() == 1);
      await().atMost(PATIENCE).until(() -> queue.backlog() == 0);
      assertThat(queue.acknowledged()).hasSize(1);
      assertThat(site.get(pipeline.intakePort(), "/health/ready").body()).contains("queue r2");
      await()
          .untilAsserted(
              () ->
                  assertThat(site.get(pipeline.intakePort(), "/metrics").body())
                      .contains(
                          "continuity_queue_messages_total{outcome=\"published\",queue=\"r2\"} 1.0")
                      .contains("continuity_queue_pulls_total")
                      .contains("continuity_queue_backlog{queue=\"r2\"} 0.0")
                      .contains("continuity_queue_oldest_message_age_seconds{queue=\"r2\"} 0.0"));
    }
  }

  @Test
  void whatAKilledProcessHadInHandComesAgainAndIsProtectedOnce() throws Exception {
    Path configuration = configuration();
    // Not held: what is held is carried out once it is let go, by a process that is no more.
    server.faults().on(Operation.ACK).status(503);
    upload("covers/1.jpg");
    try (PipelineProcess process = PipelineProcess.start(configuration, null)) {
      await().atMost(PATIENCE).until(() -> site.entries("covers/1.jpg").size() == 1);
      assertThat(process.tookEvents()).isTrue();
    }
    server.faults().clear();
    assertThat(queue.acknowledged()).isEmpty();

    server.clock().advance(Duration.ofSeconds(61));
    try (PipelineProcess process = PipelineProcess.start(configuration, null)) {
      upload("covers/2.jpg");
      await().atMost(PATIENCE).until(() -> queue.backlog() == 0);
      await().atMost(PATIENCE).until(() -> site.entries("covers/2.jpg").size() == 1);
      assertThat(process.tookEvents()).isTrue();
    }

    assertThat(queue.acknowledged()).hasSize(2);
    assertThat(site.entries("covers/1.jpg")).containsExactly("first");
  }
}
