package fr.mangatheque.continuity.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StallWatchTest {
  private static final Duration PATIENCE = Duration.ofMillis(400);
  private static final IOException MET = new IOException("the connection is gone");

  private final CountDownLatch givenUp = new CountDownLatch(1);
  private final StallWatch watch = new StallWatch(PATIENCE, givenUp::countDown);

  @Test
  void aWaitThatLastsTooLongIsGivenUp() {
    watch.waits();

    await().until(() -> givenUp.getCount() == 0);

    assertThat(watch.why(MET))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("nothing moved for 400 ms")
        .hasCause(MET);
  }

  @Test
  void whoReadsSlowlyIsNotTakenForOneThatWaits() throws InterruptedException {
    watch.waits();
    watch.goesOn();

    assertThat(givenUp.await(PATIENCE.toMillis() * 3, TimeUnit.MILLISECONDS)).isFalse();

    watch.waits();

    await().until(() -> givenUp.getCount() == 0);
  }

  @Test
  void whatIsOverIsNotGivenUp() throws InterruptedException {
    watch.waits();
    watch.stop();

    assertThat(givenUp.await(PATIENCE.toMillis() * 3, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(watch.why(MET)).isSameAs(MET);
  }
}
