package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ConfigurationFile.LEAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.processors.scrub.ScrubBudget;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How backups are read back. */
class ScrubConfigurationTest {
  @TempDir private Path directory;

  private ConfigurationFile file(String scrub) throws Exception {
    return ConfigurationFile.of(directory, LEAST + scrub);
  }

  @Test
  void allIsReadBackWithinThreeMonthsWhateverItTakes() throws Exception {
    assertThat(file("").read().scrub()).isEqualTo(new ScrubBudget(Duration.ofDays(90), null, null));
  }

  @Test
  void whatIsSaidIsTakenIn() throws Exception {
    assertThat(
            file("scrub: {within: 30d, daily-bytes: 10GiB, daily-requests: 5000}").read().scrub())
        .isEqualTo(new ScrubBudget(Duration.ofDays(30), 10L << 30, 5_000L));
  }

  @Test
  void aBudgetOfNothingIsAFault() throws Exception {
    ConfigurationFile nothing = file("scrub: {within: 0s, daily-bytes: 0B, daily-requests: 0}");

    assertThatThrownBy(nothing::read)
        .hasMessageContaining("scrub.within")
        .hasMessageContaining("scrub.daily-bytes")
        .hasMessageContaining("scrub.daily-requests");
  }
}
