package fr.mangatheque.continuity.storage.staging;

import static fr.mangatheque.continuity.storage.staging.StagingFixture.DISK;
import static fr.mangatheque.continuity.storage.staging.StagingFixture.IN_MEMORY_UP_TO;
import static fr.mangatheque.continuity.storage.staging.StagingFixture.MEMORY;
import static fr.mangatheque.continuity.storage.staging.StagingFixture.body;
import static fr.mangatheque.continuity.storage.staging.StagingFixture.random;
import static fr.mangatheque.continuity.storage.staging.StagingFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.storage.Content;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who finds no room, and who waits for it. */
class StagingRoomTest {
  private StagingFixture fixture;

  @BeforeEach
  void open(@TempDir Path directory) {
    fixture = new StagingFixture(directory);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void whatFindsNoRoomInTimeIsTold() throws Exception {
    try (StagedContent one = fixture.stage(random(IN_MEMORY_UP_TO));
        StagedContent two = fixture.stage(random(IN_MEMORY_UP_TO))) {
      assertThat(one.sha256()).isEqualTo(two.sha256());
      assertThatThrownBy(() -> fixture.stage(random(1)))
          .isInstanceOf(StagingFullException.class)
          .hasMessageContaining("memory");
    }
    fixture.assertNothingIsLeft();
  }

  @Test
  void whatIsMoreThanTheDiskMayHoldIsToldAtOnce() {
    assertThatThrownBy(
            () -> fixture.staging().stage(InputStream.nullInputStream(), DISK + 1, "GET of k"))
        .isInstanceOf(StagingFullException.class)
        .hasMessageContaining("disk");
    fixture.assertNothingIsLeft();
  }

  @Test
  void whoWaitsForRoomGetsItWhenItIsGivenBack() throws Exception {
    try (Staging patient = fixture.open(StagingLimits.MOST_PATIENCE)) {
      StagedContent one = patient.stage(body(random(IN_MEMORY_UP_TO)), IN_MEMORY_UP_TO, "one");
      StagedContent two = patient.stage(body(random(IN_MEMORY_UP_TO)), IN_MEMORY_UP_TO, "two");
      byte[] bytes = random(100_000);
      FutureTask<StagedContent> waiting =
          new FutureTask<>(() -> patient.stage(body(bytes), bytes.length, "three"));
      Thread thread = Thread.ofVirtual().start(waiting);
      await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

      one.close();

      try (StagedContent three = waiting.get()) {
        assertThat(read(three.open())).isEqualTo(bytes);
      }
      two.close();
      assertThat(patient.freeMemory()).isEqualTo(MEMORY);
    }
  }

  @Test
  void whoWaitsForRoomCanBeInterrupted() throws Exception {
    try (Staging patient = fixture.open(StagingLimits.MOST_PATIENCE);
        StagedContent one = patient.stage(body(random(IN_MEMORY_UP_TO)), IN_MEMORY_UP_TO, "one");
        StagedContent two = patient.stage(body(random(IN_MEMORY_UP_TO)), IN_MEMORY_UP_TO, "two")) {
      assertThat(one.size()).isEqualTo(two.size());
      FutureTask<StagedContent> waiting =
          new FutureTask<>(() -> patient.stage(body(random(1)), 1, "three"));
      Thread thread = Thread.ofVirtual().start(waiting);
      await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

      thread.interrupt();

      assertThatThrownBy(waiting::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void manyAtOnceStayWithinTheBudgetAndApart() throws Exception {
    try (Staging patient = fixture.open(StagingLimits.MOST_PATIENCE)) {
      List<FutureTask<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        byte[] bytes = random(50_000 + 9_000 * i);
        tasks.add(
            new FutureTask<>(
                () -> {
                  try (StagedContent staged = patient.stage(body(bytes), bytes.length, "k")) {
                    return Content.of(read(staged.open())).sha256().equals(staged.sha256())
                        && Content.of(bytes).sha256().equals(staged.sha256());
                  }
                }));
      }
      tasks.forEach(Thread::startVirtualThread);
      for (FutureTask<Boolean> task : tasks) {
        assertThat(task.get()).isTrue();
      }
      assertThat(patient.freeMemory()).isEqualTo(MEMORY);
      assertThat(patient.freeDisk()).isEqualTo(DISK);
    }
  }
}
