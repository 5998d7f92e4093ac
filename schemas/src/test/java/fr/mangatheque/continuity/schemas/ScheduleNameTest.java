package fr.mangatheque.continuity.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleNameTest {
  @Test
  void itIsReadAsItWasWritten() {
    ScheduleName name = new ScheduleName("uploads", "audit");

    assertThat(ScheduleName.parse(name.toString())).isEqualTo(name).hasToString("uploads/audit");
  }

  @Test
  void aRunIsKnownByWhenItWasDue() {
    assertThat(new ScheduleName("uploads", "audit").runId(Instant.ofEpochMilli(1_500)))
        .isEqualTo("uploads/audit@1970-01-01T00:00:01.500Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "audit", "/audit", "uploads/", "uploads/a/b", "Uploads/audit"})
  void whatIsNoScheduleIsRefused(String text) {
    assertThatThrownBy(() -> ScheduleName.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
