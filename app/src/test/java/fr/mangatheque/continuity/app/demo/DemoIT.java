package fr.mangatheque.continuity.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.mangatheque.continuity.app.demo.screen.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  private static final int COVERS = 2;
  private static final int PAGES = 18;

  /** The story's own: a cover, a page, a damaged page, the same whole, and 16 while it is away. */
  private static final int STORY = 23;

  @TempDir Path directory;

  @Test
  void aSmallLibraryLivesThroughTheWholeStory() throws Exception {
    Path keep = directory.resolve("kept");
    Path json = directory.resolve("out.json");
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false);
    DemoOptions options = new DemoOptions(true, keep, json, null, COVERS, PAGES, 30);

    boolean held = new Demo(options, screen, InstantSource.system()).run();

    String story = shown.toString(StandardCharsets.UTF_8);
    assertThat(held).as(story).isTrue();
    assertThat(story).doesNotContain("✗").contains("✓");
    JsonNode figures = JsonMapper.builder().build().readTree(json.toFile());
    int uploads = COVERS + PAGES + STORY;
    assertThat(figures.path("uploaded").asInt()).isEqualTo(uploads);
    assertThat(figures.path("protected").asInt()).isEqualTo(uploads);
    assertThat(figures.path("versions").asInt()).isEqualTo(uploads);
    assertThat(figures.path("markers").asInt()).isOne();
    assertThat(figures.path("mismatches").asInt(-1)).isZero();
    assertThat(figures.path("alertsRaised").asInt()).isGreaterThanOrEqualTo(2);
    // the one about the rotten byte lasts an hour
    assertThat(figures.path("alertsCleared").asInt())
        .isEqualTo(figures.path("alertsRaised").asInt() - 1);
    assertThat(figures.path("missedEventsFound").asInt()).isEqualTo(3);
    assertThat(figures.path("breakerTripped").asBoolean()).isTrue();
    assertThat(figures.path("repaired").asInt()).isOne();
    // one was removed on purpose, one overwritten, one damaged and uploaded again
    assertThat(figures.path("restored").asInt()).isBetween(uploads - 4, uploads - 1);
    assertThat(figures.path("restoreMismatches").asInt(-1)).isZero();
    assertThat(figures.path("restoreSeconds").asDouble()).isPositive();
    assertThat(figures.path("timeToSafetyP50Ms").asInt()).isPositive();
    assertThat(figures.path("timeToSafetyP99Ms").asInt())
        .isGreaterThanOrEqualTo(figures.path("timeToSafetyP50Ms").asInt());
    assertThat(figures.path("originGets").asInt()).isGreaterThanOrEqualTo(uploads);
    assertThat(figures.path("backupPuts").asInt()).isGreaterThanOrEqualTo(uploads + 1);
    assertThat(figures.path("eventsByForm").properties())
        .hasSize(12)
        .allSatisfy(form -> assertThat(form.getValue().asInt()).as(form.getKey()).isPositive());
    assertThat(figures.path("bytes").asLong()).isPositive();
    assertThat(Files.readAllLines(keep.resolve("uploads.jsonl"))).hasSize(uploads + 1);
    assertThat(keep.resolve("continuity.log")).isNotEmptyFile();
  }
}
