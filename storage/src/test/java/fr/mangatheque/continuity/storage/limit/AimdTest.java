package fr.mangatheque.continuity.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AimdTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void halvesWhenThrottledAndNeverFallsBelowOne() {
    Aimd state = Aimd.startingAt(64);
    for (int i = 1; i <= 10; i++) {
      Instant at = NOW.plusSeconds(i);
      state = state.throttled(at, at, null);
      assertThat(state.whole()).isEqualTo(Math.max(1, 64 >> i));
    }
  }

  @Test
  void aCrowdThrottledTogetherCountsOnce() {
    Aimd state = Aimd.startingAt(64);
    for (int i = 0; i < 30; i++) {
      state = state.throttled(NOW, NOW.plusMillis(100 + i), null);
    }
    assertThat(state.whole()).isEqualTo(32);
  }

  @Test
  void growsByOneARoundUpToTheMaximum() {
    Aimd state = Aimd.startingAt(8).throttled(NOW, NOW, null);
    assertThat(state.whole()).isEqualTo(4);
    for (int i = 0; i < 5; i++) {
      state = state.succeeded();
    }
    assertThat(state.whole()).isEqualTo(5);
    for (int i = 0; i < 1000; i++) {
      state = state.succeeded();
    }
    assertThat(state.whole()).isEqualTo(8);
  }

  @Test
  void leavesTheEndpointAloneAsLongAsItAskedLongest() {
    Aimd state =
        Aimd.startingAt(8)
            .throttled(NOW, NOW, Duration.ofSeconds(20))
            .throttled(NOW, NOW.plusSeconds(1), Duration.ofSeconds(5));
    assertThat(state.pausedUntil()).isEqualTo(NOW.plusSeconds(20));
  }
}
