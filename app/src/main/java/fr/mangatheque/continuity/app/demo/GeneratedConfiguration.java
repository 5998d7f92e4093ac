package fr.mangatheque.continuity.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.mangatheque.continuity.app.demo.endpoint.BucketAccess;
import fr.mangatheque.continuity.app.demo.endpoint.QueueEndpoint;
import fr.mangatheque.continuity.app.demo.story.Thresholds;
import fr.mangatheque.continuity.app.demo.watch.OnCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The configuration of a demo, in the file {@code run --config} would take. */
final class GeneratedConfiguration {
  private static final int PARTITIONS = 4;

  private GeneratedConfiguration() {}

  /** What is told to the pipeline beside the buckets. */
  record Site(
      String source,
      String token,
      String operator,
      Path data,
      Thresholds thresholds,
      OnCall onCall,
      QueueEndpoint queue) {}

  static void write(Path file, Site site, BucketAccess origin, BucketAccess backup) {
    // JSON is YAML, and quotes whatever is in a path or a secret.
    Map<String, Object> settings =
        Map.ofEntries(
            Map.entry("data-dir", site.data().toString()),
            Map.entry("kafka", Map.of("instance-id", "demo", "partitions", PARTITIONS)),
            Map.entry(
                "sources",
                Map.of(site.source(), Map.of("origin", bucket(origin), "backup", bucket(backup)))),
            Map.entry("intake", listener("application", site.token())),
            Map.entry("operator", listener("administrator", site.operator())),
            Map.entry("queues", Map.of("r2", queue(site.queue()))),
            Map.entry("guard", Map.of("window", site.thresholds().guardWindow().toSeconds() + "s")),
            Map.entry("scrub", Map.of("within", "1s")),
            Map.entry("jobs", jobs()),
            Map.entry("notifier", notifier(site)));
    try {
      Files.writeString(
          file,
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(settings)
              + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers are always JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the configuration " + file, e);
    }
  }

  private static Map<String, Object> listener(String name, String token) {
    return Map.of(
        "host", "127.0.0.1", "port", 0, "tokens", List.of(Map.of("name", name, "token", token)));
  }

  /** The story fires them itself. */
  private static Map<String, Object> jobs() {
    return Map.of(
        "reconcile", Map.of("schedule", "off"),
        "audit", Map.of("schedule", "off"),
        "scrub", Map.of("schedule", "off"),
        "canary", Map.of("schedule", "off"));
  }

  private static Map<String, Object> notifier(Site site) {
    return Map.of(
        "after",
        site.thresholds().alertAfter().toSeconds() + "s",
        "channels",
        Map.of(
            "on-call",
            Map.of(
                "type",
                "webhook",
                "url",
                site.onCall().url().toString(),
                "secret",
                site.onCall().secret())));
  }

  private static Map<String, Object> queue(QueueEndpoint queue) {
    return Map.of(
        "api", queue.api().toString(),
        "account-id", "0123456789abcdef0123456789abcdef",
        "queue-id", "fedcba9876543210fedcba9876543210",
        "token", queue.token(),
        "poll-interval", "250ms");
  }

  private static Map<String, Object> bucket(BucketAccess access) {
    return Map.of(
        "endpoint", access.endpoint().toString(),
        "region", BucketAccess.REGION,
        "bucket", access.bucket(),
        "access-key-id", access.account().accessKeyId(),
        "secret-access-key", access.account().secretAccessKey());
  }
}
