package fr.mangatheque.continuity.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EndpointLimitTest {
  private static final Endpoint ENDPOINT = Endpoint.of(URI.create("https://s3.example"));

  private final ManualTime time = new ManualTime();
  private final EndpointLimit limit = limit(2, Caps.NONE);

  private EndpointLimit limit(int max, Caps caps) {
    return new EndpointLimit(ENDPOINT, max, caps, time, Waits.REAL);
  }

  private static StoreException slowDown(Duration retryAfter) {
    return StoreException.of(StoreFault.THROTTLED, "slow down", null, retryAfter);
  }

  @Test
  void oneMoreThanTheLimitWaitsForOneToEnd() {
    EndpointLimit.Permit first = limit.enter(Use.COPY);
    EndpointLimit.Permit second = limit.enter(Use.COPY);
    AtomicReference<EndpointLimit.Permit> third = new AtomicReference<>();
    Thread.ofVirtual().start(() -> third.set(limit.enter(Use.COPY)));
    await().until(() -> limit.waiting(Use.COPY) == 1);
    assertThat(third.get()).isNull();

    first.close();

    await().untilAsserted(() -> assertThat(third.get()).isNotNull());
    second.close();
  }

  @Test
  void anEndpointThatAsksForMoreThanPatienceIsLeftAloneWithoutARequest() {
    try (EndpointLimit.Permit permit = limit.enter(Use.COPY)) {
      permit.failed(slowDown(Duration.ofSeconds(30)));
    }

    assertThat(limit.limit()).isEqualTo(1);
    assertThat(limit.throttled()).isEqualTo(1);
    assertThatThrownBy(() -> limit.enter(Use.RESTORE))
        .isInstanceOfSatisfying(
            StoreException.Transient.class,
            e -> {
              assertThat(e.fault()).isEqualTo(StoreFault.THROTTLED);
              assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(30));
            })
        .hasMessageContaining("https://s3.example");
    time.advance(Duration.ofSeconds(30));
    limit.enter(Use.COPY).close();
  }

  @Test
  void allWhoWaitAreSentAwayWhenTheEndpointAsksForMoreThanPatience() {
    EndpointLimit.Permit first = limit.enter(Use.COPY);
    EndpointLimit.Permit second = limit.enter(Use.COPY);
    AtomicReference<Throwable> copy = new AtomicReference<>();
    AtomicReference<Throwable> scrub = new AtomicReference<>();
    Thread.ofVirtual()
        .uncaughtExceptionHandler((_, e) -> copy.set(e))
        .start(() -> limit.enter(Use.COPY));
    Thread.ofVirtual()
        .uncaughtExceptionHandler((_, e) -> scrub.set(e))
        .start(() -> limit.enter(Use.SCRUB));
    await().until(() -> limit.waiting(Use.COPY) == 1 && limit.waiting(Use.SCRUB) == 1);

    first.failed(slowDown(Duration.ofSeconds(30)));

    await()
        .untilAsserted(
            () -> {
              assertThat(copy.get()).isInstanceOf(StoreException.class);
              assertThat(scrub.get()).isInstanceOf(StoreException.class);
            });
    first.close();
    second.close();
    assertThat(limit.inFlight()).isZero();
  }

  @Test
  void aShortPauseIsWaitedFor() {
    EndpointLimit patient = new EndpointLimit(ENDPOINT, 2, Caps.NONE, time, time);
    try (EndpointLimit.Permit permit = patient.enter(Use.COPY)) {
      permit.failed(slowDown(Duration.ofSeconds(2)));
    }

    patient.enter(Use.COPY).close();

    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void underACapTheMoreUrgentMoveTheirBytesFirst() throws Exception {
    EndpointLimit capped = limit(8, new Caps(null, 1L << 20));
    EndpointLimit.Permit scrub = capped.enter(Use.SCRUB);
    EndpointLimit.Permit copy = capped.enter(Use.COPY);
    // what is allowed at once is used up
    scrub.pay((1L << 20) / 10);
    Thread scrubbing = Thread.startVirtualThread(() -> scrub.pay(EndpointLimit.PIECE));
    await().until(() -> capped.waiting(Use.SCRUB) == 1);
    Thread copying = Thread.startVirtualThread(() -> copy.pay(EndpointLimit.PIECE));
    await().until(() -> capped.waiting(Use.COPY) == 1);

    // enough for one of them
    time.advance(Duration.ofMillis(16));

    copying.join();
    assertThat(capped.waiting(Use.SCRUB)).isEqualTo(1);
    time.advance(Duration.ofMillis(16));
    scrubbing.join();
    assertThat(capped.waiting(Use.SCRUB)).isZero();
  }

  @Test
  void otherFailuresSayNothingOfTheLimit() {
    try (EndpointLimit.Permit permit = limit.enter(Use.COPY)) {
      permit.failed(StoreException.of(StoreFault.SERVER_ERROR, "500", null));
    }

    assertThat(limit.limit()).isEqualTo(2);
  }

  @Test
  void aCrowdThatTookTooLongHalvesTheLimitOnce() {
    EndpointLimit wide = limit(64, Caps.NONE);
    time.advance(Duration.ofSeconds(30));

    wide.timedOut(ManualTime.START);
    time.advance(Duration.ofMillis(10));
    wide.timedOut(ManualTime.START);

    assertThat(wide.limit()).isEqualTo(32);
    wide.timedOut(time.instant());
    assertThat(wide.limit()).isEqualTo(16);
    assertThat(wide.throttled()).isZero();
  }

  @Test
  void closingTwiceGivesBackOnce() {
    EndpointLimit.Permit first = limit.enter(Use.COPY);
    first.close();
    first.close();

    assertThat(limit.inFlight()).isZero();
  }

  @Test
  void whoIsInterruptedLeavesTheLineToTheOthers() {
    EndpointLimit.Permit first = limit.enter(Use.COPY);
    EndpointLimit.Permit second = limit.enter(Use.COPY);
    AtomicReference<Throwable> why = new AtomicReference<>();
    Thread waiting =
        Thread.ofVirtual()
            .uncaughtExceptionHandler((_, e) -> why.set(e))
            .start(() -> limit.enter(Use.COPY));
    await().until(() -> limit.waiting(Use.COPY) == 1);

    waiting.interrupt();

    await()
        .untilAsserted(
            () ->
                assertThat(why.get())
                    .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.fault()).isEqualTo(StoreFault.TIMEOUT)));
    assertThat(limit.waiting(Use.COPY)).isZero();
    first.close();
    second.close();
  }
}
