package fr.mangatheque.continuity.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.processors.copy.Failpoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process ends as by kill -9 at each step of a copy, and is started again. */
class KillIT {
  private static final Logger log = LoggerFactory.getLogger(KillIT.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;
  private final Map<String, List<String>> journal = new LinkedHashMap<>();
  private final Set<String> untold = new LinkedHashSet<>();
  private Site site;

  @BeforeEach
  void aSite() {
    site = new Site(directory);
  }

  @AfterEach
  void noSite() {
    site.close();
  }

  @Test
  void killedAtEachStepOfACopyEveryStateOfTheSourceIsProtectedOnce() throws Exception {
    Path configuration = site.file("");
    for (Failpoints.Step step : Failpoints.Step.values()) {
      for (int i = 0; i < 5; i++) {
        upload(step.property() + "/page-" + i + ".jpg", "page " + i + " at " + step);
      }
      upload("covers/1.jpg", "cover at " + step);
      try (PipelineProcess process = PipelineProcess.start(configuration, step)) {
        tell(process);

        assertThat(process.awaitEnd(PATIENCE)).as(step.name()).isEqualTo(PipelineProcess.KILLED);
      }
    }

    upload("after/all.jpg", "the last");
    long start = System.nanoTime();
    try (PipelineProcess process = PipelineProcess.start(configuration, null)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                tell(process);
                assertThat(untold).as(process::words).isEmpty();
              });
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(site.entries("after/all.jpg")).as(process::words).isNotEmpty());
      log.atInfo()
          .addKeyValue("ms", Duration.ofNanos(System.nanoTime() - start).toMillis())
          .log("From the start after the last kill to the next copy");
      await().atMost(PATIENCE).untilAsserted(this::assertAllProtectedOnce);
    }
  }

  private void upload(String key, String content) {
    site.origin.put(key, content.getBytes(StandardCharsets.UTF_8));
    journal.computeIfAbsent(key, _ -> new ArrayList<>()).add(content);
    untold.add(key);
  }

  /** As an application does that keeps what was not acknowledged for later. */
  private void tell(PipelineProcess process) throws InterruptedException {
    for (String key : List.copyOf(untold)) {
      if (!process.tookEvents()) {
        return;
      }
      try {
        site.tell(process.port(), key);
        untold.remove(key);
      } catch (IOException e) {
        log.atInfo().setCause(e).log("The process ended while it was told, or did not answer");
      }
    }
  }

  private void assertAllProtectedOnce() {
    journal.forEach(
        (key, contents) -> {
          List<String> entries = site.entries(key);
          assertThat(entries).as("entries of %s", key).doesNotHaveDuplicates();
          assertThat(entries).as("entries of %s", key).isSubsetOf(contents);
          assertThat(entries).as("entries of %s", key).last().isEqualTo(contents.getLast());
        });
  }
}
