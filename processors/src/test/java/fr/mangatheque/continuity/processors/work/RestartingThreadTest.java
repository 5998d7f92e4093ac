package fr.mangatheque.continuity.processors.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** A worker's thread, which begins again whatever happens. */
class RestartingThreadTest {
  private static final Duration CLOSING = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void whatBrokeOffIsToldAndBegunAgain() {
    AtomicInteger sessions = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    RestartingThread.Session session =
        (_, health) -> {
          if (sessions.incrementAndGet() == 1) {
            throw new KafkaException("no broker");
          }
          health.accept(WorkerHealth.RUNNING);
          end.await();
        };
    try (RestartingThread thread = new RestartingThread("copying", CLOSING, session)) {
      assertThat(thread.health().words()).isEqualTo("not started");
      thread.start();

      await()
          .atMost(PATIENCE)
          .until(
              () -> thread.health().words().contains("begun again: ") && !thread.health().ready());
      await().atMost(PATIENCE).until(() -> thread.health().ready());
      assertThat(sessions).hasValue(2);
      end.countDown();
    }
  }

  @Test
  void whatDoesNotEndWhenItIsToldToIsInterrupted() {
    CountDownLatch interrupted = new CountDownLatch(1);
    RestartingThread.Session session =
        (_, health) -> {
          health.accept(WorkerHealth.RUNNING);
          try {
            new CountDownLatch(1).await();
          } finally {
            interrupted.countDown();
          }
        };
    RestartingThread thread = new RestartingThread("stuck", CLOSING, session);
    thread.start();
    await().atMost(PATIENCE).until(() -> thread.health().ready());

    thread.close();

    await().atMost(PATIENCE).until(() -> interrupted.getCount() == 0);
    await().atMost(PATIENCE).until(() -> thread.health().words().equals("stopped"));
  }

  @Test
  void aSessionThatIsToldToStopIsNotBegunAgain() {
    AtomicInteger sessions = new AtomicInteger();
    RestartingThread.Session session =
        (stopping, health) -> {
          sessions.incrementAndGet();
          health.accept(WorkerHealth.RUNNING);
          await().atMost(PATIENCE).until(stopping::getAsBoolean);
        };
    RestartingThread thread = new RestartingThread("obedient", PATIENCE, session);
    thread.start();
    await().atMost(PATIENCE).until(() -> thread.health().ready());

    thread.close();

    assertThat(thread.health().words()).isEqualTo("stopped");
    assertThat(sessions).hasValue(1);
  }
}
