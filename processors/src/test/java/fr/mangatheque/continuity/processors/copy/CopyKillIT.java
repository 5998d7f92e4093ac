package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.event.CopyResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process dies at each step of a copy, as by kill -9, and is started again. */
class CopyKillIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static Broker broker;

  @TempDir private Path dir;
  private WorkerFixture fixture;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new Broker();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void open() {
    fixture = new WorkerFixture(broker, dir, 1);
  }

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource(Failpoints.Step.class)
  void whateverStepItDiesAtEachObjectIsProtectedOnce(Failpoints.Step step) throws Exception {
    List<String> keys = List.of("library/a.jpg", "library/b.jpg", "library/c.jpg");
    for (String key : keys) {
      fixture.origin.put(key, Pictures.page(key.hashCode(), 200, 300));
    }
    Process doomed = fixture.startProcess("one", step.property() + ":2");
    for (String key : keys) {
      fixture.ask(key);
    }
    // a commit tells of several: a second one needs more to do
    await()
        .atMost(SOON)
        .until(
            () -> {
              if (step == Failpoints.Step.AFTER_COMMIT) {
                fixture.ask(keys.getFirst());
              }
              return !doomed.isAlive();
            });
    assertThat(doomed.waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(doomed.exitValue()).isEqualTo(137);

    fixture.startProcess("one", null);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(fixture.results().stream().map(CopyResult::getObjectKey))
                    .containsAll(keys));

    assertThat(fixture.entries()).hasSize(3);
    for (String key : keys) {
      assertThat(fixture.entries())
          .filteredOn(entry -> entry.startsWith("objects/" + key + "/"))
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(fixture.backup.bytes(entry)).isEqualTo(fixture.origin.bytes(key)));
    }
    await().atMost(SOON).until(() -> fixture.leftovers().isEmpty());
  }
}
