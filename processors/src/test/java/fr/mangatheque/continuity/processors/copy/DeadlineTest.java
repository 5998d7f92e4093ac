package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final long A_WHILE = 20;
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  private boolean interrupted() {
    try {
      return never.await(A_WHILE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Test
  void aTaskThatTakesTooLongIsInterruptedAndItsThreadIsCleanAfterwards() {
    Allowance brief = new Allowance(Duration.ofMillis(50), 1024);
    Deadline deadline = new Deadline(brief, 0, timer);

    assertThat(interrupted()).isTrue();
    deadline.close();

    assertThat(deadline.expired()).isTrue();
    assertThat(deadline.cancelled()).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void theSizeOnceKnownDecides() {
    Allowance allowance = new Allowance(Duration.ofMillis(50), 1024);
    Deadline deadline = new Deadline(allowance, 1024L * 3600, timer);
    deadline.sizeIs(10);

    assertThat(interrupted()).isTrue();
    deadline.close();

    assertThat(deadline.expired()).isTrue();
  }

  @Test
  void aCancelledTaskIsNotOneThatTookTooLong() {
    Deadline deadline = new Deadline(Allowance.DEFAULT, 0, timer);
    Thread.ofVirtual().start(deadline::cancel);

    assertThat(interrupted()).isTrue();
    deadline.close();

    assertThat(deadline.cancelled()).isTrue();
    assertThat(deadline.expired()).isFalse();
  }

  @Test
  void afterItsEndNothingInterrupts() {
    Deadline deadline = new Deadline(Allowance.DEFAULT, 0, timer);
    deadline.close();
    deadline.cancel();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(deadline.cancelled()).isFalse();
  }

  @Test
  void aLargeObjectMayTakeLonger() {
    assertThat(Allowance.DEFAULT.forSize(0)).isEqualTo(Duration.ofSeconds(30));
    assertThat(Allowance.DEFAULT.forSize(1L << 30)).isEqualTo(Duration.ofSeconds(30 + 4096));
    assertThat(Allowance.DEFAULT.forSize(20L << 30)).isGreaterThan(Duration.ofHours(22));
  }

  @Test
  void noSizeAllowsMoreThanADay() {
    for (long size : new long[] {1L << 40, Long.MAX_VALUE / 1000, Long.MAX_VALUE}) {
      assertThat(Allowance.DEFAULT.forSize(size)).isEqualTo(Duration.ofDays(1));
      assertThat(new Allowance(Duration.ofSeconds(1), 1).forSize(size))
          .isEqualTo(Duration.ofDays(1));
    }
    assertThat(Allowance.DEFAULT.forSize(Long.MIN_VALUE)).isEqualTo(Duration.ofSeconds(30));
  }
}
