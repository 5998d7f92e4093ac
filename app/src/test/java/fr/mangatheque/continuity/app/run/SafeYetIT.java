package fr.mangatheque.continuity.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application asks whether its upload is safe yet, of all of it in one process. */
class SafeYetIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private Site site;
  private Pipeline pipeline;

  @BeforeEach
  void start() throws Exception {
    site = new Site(directory);
    Path file = site.file("guard: {window: 1s}\n");
    pipeline =
        Pipeline.start(
            ConfigurationReader.read(file, Map.of()).configuration(),
            EnumSet.allOf(Role.class),
            InstantSource.system());
    await().atMost(PATIENCE).until(() -> pipeline.troubles().isEmpty());
  }

  @AfterEach
  void stop() {
    if (pipeline != null) {
      pipeline.close();
    }
    site.close();
  }

  private HttpResponse<String> ask(String rest) throws Exception {
    return site.ask(pipeline.intakePort(), rest);
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  private static String hash(String content) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8)));
  }

  @Test
  void anUploadIsUnknownThenAwaitedThenProtectedThenRemoved() throws Exception {
    assertThat(ask("covers/1.jpg").statusCode()).isEqualTo(404);
    CompletableFuture<HttpResponse<String>> awaited =
        CompletableFuture.supplyAsync(() -> asked("covers/1.jpg?wait=60s"));
    Instant before = Instant.now();

    site.upload(pipeline.intakePort(), "covers/1.jpg", "content");

    assertThat(awaited).succeedsWithin(PATIENCE);
    JsonNode safe = json(awaited.join());
    assertThat(safe.path("state").asText()).isEqualTo("protected");
    assertThat(safe.path("sha256").asText()).isEqualTo(hash("content"));
    assertThat(safe.path("size").asInt()).isEqualTo(7);
    assertThat(Instant.parse(safe.path("since").asText()))
        .isBetween(before.minusMillis(1), Instant.now());
    assertThat(site.entries("covers/1.jpg")).containsExactly("content");
    assertThat(site.backup.keys())
        .contains("objects/covers/1.jpg/" + safe.path("version").asText());

    site.remove(pipeline.intakePort(), "covers/1.jpg");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode removed = json(ask("covers/1.jpg?wait=10s"));
              assertThat(removed.path("state").asText()).isEqualTo("removed");
              assertThat(removed.has("sha256")).isFalse();
            });
  }

  private HttpResponse<String> asked(String rest) {
    try {
      return ask(rest);
    } catch (Exception e) {
      throw new AssertionError("no answer about " + rest, e);
    }
  }

  @Test
  void anOverwrittenObjectIsAwaitedByItsHash() throws Exception {
    site.upload(pipeline.intakePort(), "covers/1.jpg", "first");
    assertThat(json(ask("covers/1.jpg?wait=60s")).path("sha256").asText()).isEqualTo(hash("first"));

    site.upload(pipeline.intakePort(), "covers/1.jpg", "second");

    JsonNode safe = json(ask("covers/1.jpg?wait=60s&sha256=" + hash("second")));
    assertThat(safe.path("state").asText()).isEqualTo("protected");
    assertThat(safe.path("sha256").asText()).isEqualTo(hash("second"));
  }

  @Test
  void keysAreExact() throws Exception {
    List<String> keys = List.of("a//b", "../x", "été/一 +%2F;v.jpg", "/lead", "trail/");
    for (String key : keys) {
      site.upload(pipeline.intakePort(), key, key);
    }

    for (String key : keys) {
      String encoded = URLEncoder.encode(key, UTF_8).replace("+", "%20");
      assertThat(json(ask(encoded + "?wait=60s")).path("sha256").asText())
          .as(key)
          .isEqualTo(hash(key));
    }
    assertThat(ask("a/b").statusCode()).isEqualTo(404);
  }

  @Test
  void whileTheBackupIsAwayAnUploadIsPendingAndSaysWhy() throws Exception {
    site.upload(pipeline.intakePort(), "covers/1.jpg", "first");
    assertThat(json(ask("covers/1.jpg?wait=60s")).path("state").asText()).isEqualTo("protected");
    site.backupCloud().stop();

    site.upload(pipeline.intakePort(), "covers/1.jpg", "second");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode pending = json(ask("covers/1.jpg"));
              assertThat(pending.path("state").asText()).isEqualTo("pending");
              assertThat(pending.path("sha256").asText()).isEqualTo(hash("first"));
              assertThat(pending.at("/failing/cause").asText()).isEqualTo("UNREACHABLE");
              assertThat(pending.at("/failing/stage").asText()).isEqualTo("BACKUP");
              assertThat(Instant.parse(pending.at("/failing/since").asText()))
                  .isAfterOrEqualTo(Instant.parse(pending.path("pendingSince").asText()));
            });

    site.backupCloud().restart();
    JsonNode safe = json(ask("covers/1.jpg?wait=60s&sha256=" + hash("second")));
    assertThat(safe.path("state").asText()).isEqualTo("protected");
    assertThat(safe.has("failing")).isFalse();
  }
}
