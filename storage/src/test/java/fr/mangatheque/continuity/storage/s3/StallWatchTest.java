package fr.mangatheque.continuity.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StallWatchTest {
  private static final Duration PATIENCE = Duration.ofMillis(40);

  private final CountDownLatch givenUp = new CountDownLatch(1);
  private final StallWatch watch = new StallWatch(PATIENCE, givenUp::countDown);

  @Test
  void aWaitThatLastsTooLongIsGivenUp() {
    watch.waits();

    await().until(() -> givenUp.getCount() == 0);

    assertThat(watch.gaveUp()).isTrue();
  }

  @Test
  void whoReadsSlowlyIsNotTakenForOneThatWaits() throws InterruptedException {
    watch.waits();
    watch.goesOn();

    assertThat(givenUp.await(PATIENCE.toMillis() * 5, TimeUnit.MILLISECONDS)).isFalse();

    watch.waits();

    await().until(watch::gaveUp);
  }

  @Test
  void whatIsOverIsNotGivenUp() throws InterruptedException {
    watch.waits();
    watch.stop();

    assertThat(givenUp.await(PATIENCE.toMillis() * 5, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(watch.gaveUp()).isFalse();
  }
}
