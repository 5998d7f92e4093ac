package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TaskPoolTest {
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  private final class Held implements TaskPool.Task {
    private final CountDownLatch release = new CountDownLatch(1);

    @Override
    public int rank() {
      return 0;
    }

    @Override
    public void run() {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      now.decrementAndGet();
      done.incrementAndGet();
    }

    @Override
    public void cancel() {
      release.countDown();
    }
  }

  @Test
  void runsNoMoreAtATimeThanItMayAndAllInTheEnd() {
    TaskPool<Held> pool = new TaskPool<>(3);
    List<Held> tasks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Held task = new Held();
      tasks.add(task);
      pool.submit("key-" + i, task);
    }
    await().until(() -> now.get() == 3);
    assertThat(pool.waiting()).isEqualTo(17);

    tasks.forEach(task -> task.release.countDown());

    await().until(() -> done.get() == 20);
    assertThat(most).hasValue(3);
    await().until(() -> pool.running() == 0);
  }

  @Test
  void cancelsWhatRunsAndDropsWhatWaits() {
    TaskPool<Held> pool = new TaskPool<>(1);
    pool.submit("a", new Held());
    pool.submit("b", new Held());
    await().until(() -> now.get() == 1);

    pool.drop(_ -> true);
    pool.cancel(_ -> true);

    await().until(() -> pool.running() == 0);
    assertThat(done).hasValue(1);
    assertThat(pool.waiting()).isZero();
  }

  @Test
  void aTaskThatThrowsLeavesItsPlaceToTheNext() {
    TaskPool<TaskPool.Task> pool = new TaskPool<>(1);
    Held next = new Held();
    pool.submit(
        "a",
        new TaskPool.Task() {
          @Override
          public int rank() {
            return 0;
          }

          @Override
          public void run() {
            throw new IllegalStateException("thrown on purpose");
          }

          @Override
          public void cancel() {
            throw new IllegalStateException("not cancelled here");
          }
        });
    pool.submit("a", next);
    next.release.countDown();

    await().dontCatchUncaughtExceptions().until(() -> done.get() == 1);
  }

  @Test
  void marksPauseHighAndResumeLow() {
    WaterMarks marks = new WaterMarks(8, 4);
    assertThat(marks.pause(false, 7)).isFalse();
    assertThat(marks.pause(false, 8)).isTrue();
    assertThat(marks.pause(true, 5)).isTrue();
    assertThat(marks.pause(true, 4)).isFalse();
  }
}
