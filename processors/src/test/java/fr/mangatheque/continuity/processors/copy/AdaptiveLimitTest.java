package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
  private final TestClock clock = new TestClock();
  private final AdaptiveLimit limit = new AdaptiveLimit("the origin", 2, clock);

  private static StoreException slowDown(Duration retryAfter) {
    return StoreException.of(StoreFault.THROTTLED, "slow down", null, retryAfter);
  }

  @Test
  void oneMoreThanTheLimitWaitsForOneToEnd() throws Exception {
    AdaptiveLimit.Permit first = limit.enter();
    AdaptiveLimit.Permit second = limit.enter();
    AtomicReference<AdaptiveLimit.Permit> third = new AtomicReference<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    third.set(limit.enter());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().until(() -> waiting.getState() == Thread.State.WAITING);
    assertThat(third.get()).isNull();

    first.close();

    await().untilAsserted(() -> assertThat(third.get()).isNotNull());
    second.close();
  }

  @Test
  void anEndpointThatAsksForMoreThanPatienceIsLeftAloneWithoutARequest() throws Exception {
    try (AdaptiveLimit.Permit permit = limit.enter()) {
      permit.failed(slowDown(Duration.ofSeconds(30)));
    }

    assertThat(limit.limit()).isEqualTo(1);
    assertThatThrownBy(limit::enter)
        .isInstanceOfSatisfying(
            StoreException.Transient.class,
            e -> {
              assertThat(e.fault()).isEqualTo(StoreFault.THROTTLED);
              assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(30));
            });
    clock.advance(Duration.ofSeconds(30));
    limit.enter().close();
  }

  @Test
  void otherFailuresSayNothingOfTheLimit() throws Exception {
    try (AdaptiveLimit.Permit permit = limit.enter()) {
      permit.failed(StoreException.of(StoreFault.SERVER_ERROR, "500", null));
    }

    assertThat(limit.limit()).isEqualTo(2);
  }

  @Test
  void aCrowdThatTookTooLongHalvesTheLimitOnce() {
    AdaptiveLimit wide = new AdaptiveLimit("the origin", 64, clock);
    clock.advance(Duration.ofSeconds(30));

    wide.timedOut(TestClock.START);
    clock.advance(Duration.ofMillis(10));
    wide.timedOut(TestClock.START);

    assertThat(wide.limit()).isEqualTo(32);
    wide.timedOut(clock.instant());
    assertThat(wide.limit()).isEqualTo(16);
  }

  @Test
  void closingTwiceGivesBackOnce() throws Exception {
    AdaptiveLimit.Permit first = limit.enter();
    first.close();
    first.close();
    limit.enter();
    limit.enter();

    Thread third =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    limit.enter();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().until(() -> third.getState() == Thread.State.WAITING);
    third.interrupt();
    third.join();
  }
}
