package fr.mangatheque.continuity.producer.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.access.Caller.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailedAttemptsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Instant now = Instant.parse("2026-05-24T19:36:44.379Z");
  private final FailedAttempts attempts = new FailedAttempts("intake", () -> now, registry);

  private Duration fail(String address) {
    return attempts.failed(address, Reason.UNKNOWN_TOKEN);
  }

  @Test
  void whoTriesAgainAndAgainWaitsLongerUpToASecond() {
    List<Duration> delays = IntStream.range(0, 12).mapToObj(_ -> fail("192.0.2.1")).toList();

    assertThat(delays.subList(0, FailedAttempts.FREE)).containsOnly(Duration.ZERO);
    assertThat(delays).isSorted().endsWith(FailedAttempts.LONGEST_DELAY);
    assertThat(FailedAttempts.delay(Integer.MAX_VALUE)).isEqualTo(FailedAttempts.LONGEST_DELAY);
  }

  @Test
  void whoShowsNothingIsCountedAndNeverWaits() {
    IntStream.range(0, 12)
        .forEach(_ -> assertThat(attempts.failed("192.0.2.1", Reason.NOTHING_SHOWN)).isZero());

    assertThat(fail("192.0.2.1")).isZero();
    assertThat(
            registry
                .get("continuity.intake.unauthorized")
                .tag("reason", "nothing-shown")
                .counter()
                .count())
        .isEqualTo(12);
  }

  @Test
  void othersDoNotWaitForIt() {
    IntStream.range(0, 12).forEach(_ -> fail("192.0.2.1"));

    assertThat(fail("192.0.2.2")).isZero();
  }

  @Test
  void itIsForgottenAfterAMinuteWithoutOne() {
    IntStream.range(0, 12).forEach(_ -> fail("192.0.2.1"));
    now = now.plusSeconds(61);

    assertThat(fail("192.0.2.1")).isZero();
  }

  @Test
  void aFloodOfAddressesIsKeptWithinBounds() {
    IntStream.range(0, 12).forEach(_ -> fail("192.0.2.1"));
    IntStream.range(0, FailedAttempts.MOST_ADDRESSES).forEach(i -> fail("address " + i));

    assertThat(fail("192.0.2.1")).isZero();
    assertThat(fail("address " + (FailedAttempts.MOST_ADDRESSES - 1))).isZero();
  }

  @Test
  void eachIsCountedByItsReason() {
    fail("192.0.2.1");
    attempts.failed("192.0.2.1", Reason.STALE_SIGNATURE);

    assertThat(
            registry
                .get("continuity.intake.unauthorized")
                .tag("reason", "stale-signature")
                .counter()
                .count())
        .isEqualTo(1);
  }
}
