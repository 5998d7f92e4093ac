package fr.mangatheque.continuity.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.testkit.queue.CloudQueue;
import fr.mangatheque.continuity.testkit.queue.QueueServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload that only the store tells of, by way of a queue. */
class QueueIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  @TempDir private Path directory;

  @Test
  void anUploadThatOnlyAQueueTellsOfIsSafeAMomentLater() throws Exception {
    try (Site site = new Site(directory);
        QueueServer server = QueueServer.start()) {
      CloudQueue queue = server.createQueue(CloudQueue.Options.USUAL);
      String queues =
          """
          queues:
            r2: {account-id: %s, queue-id: %s, token: %s, api: '%s', poll-interval: 200ms}
          """
              .formatted(server.accountId(), queue.id(), server.tokens().issue(), server.api());
      try (Pipeline pipeline =
          Pipeline.start(
              ConfigurationReader.read(site.file(queues), Map.of()).configuration(),
              EnumSet.allOf(Role.class),
              InstantSource.system())) {
        site.origin.put("covers/été 1.jpg", "first".getBytes(UTF_8));

        queue.sendJson(
            """
            {"account":"a","action":"CompleteMultipartUpload","bucket":"%s",
             "object":{"key":"covers/été 1.jpg","size":5,"eTag":"x"},
             "eventTime":"2026-05-24T19:36:44.379Z"}\
            """
                .formatted(site.origin.name()));

        await().atMost(PATIENCE).until(() -> site.entries("covers/été 1.jpg").size() == 1);
        await().atMost(PATIENCE).until(() -> queue.backlog() == 0);
        assertThat(queue.acknowledged()).hasSize(1);
        assertThat(site.get(pipeline.intakePort(), "/health/ready").body()).contains("queue r2");
        assertThat(site.get(pipeline.intakePort(), "/metrics").body())
            .contains("continuity_queue_messages_total{outcome=\"published\",queue=\"r2\"} 1.0")
            .contains("continuity_queue_pulls_total")
            .contains("continuity_queue_backlog{queue=\"r2\"} 0.0")
            .contains("continuity_queue_oldest_message_age_seconds{queue=\"r2\"}");
      }
    }
  }
}
