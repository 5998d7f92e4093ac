package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CopySettingsTest {
  private static final Path DIR = Path.of("staging");

  @Test
  void defaultsAreThoseOfTheDesign() {
    CopySettings settings = CopySettings.defaults(DIR);

    assertThat(settings.concurrency()).isEqualTo(64);
    assertThat(settings.memoryBudget()).isEqualTo(256L << 20);
    assertThat(settings.inMemoryUpTo()).isEqualTo(8L << 20);
    assertThat(settings.readBackFirst()).isEqualTo(10);
    assertThat(settings.readBackOneIn()).isEqualTo(1000);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThatThrownBy(() -> new CopySettings(0, 1000, 2000, -1, DIR, -1, 0, Allowance.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "concurrency",
            "memory-budget is at least 1 MiB",
            "memory-budget is at least in-memory-up-to",
            "disk-budget",
            "read-back-first",
            "read-back-one-in");
  }
}
