package fr.mangatheque.continuity.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

  @Test
  void secondsAreSeconds() {
    assertThat(RetryAfter.parse(" 7 ", NOW)).contains(Duration.ofSeconds(7));
  }

  @Test
  void fractionsAreRoundedUp() {
    assertThat(RetryAfter.parse("0.3", NOW)).contains(Duration.ofSeconds(1));
  }

  @Test
  void aDateIsATimeFromNow() {
    assertThat(RetryAfter.parse("Sun, 1 Mar 2026 02:01:30 GMT", NOW))
        .contains(Duration.ofSeconds(90));
  }

  @Test
  void nobodySilencesUsForLong() {
    assertThat(RetryAfter.parse("999999999", NOW)).contains(RetryAfter.LONGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1e9", "99999999999", "Sun, 1 Mar 2026 01:00:00 GMT"})
  void nonsenseIsPassedOver(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }
}
