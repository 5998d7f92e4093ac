package fr.mangatheque.continuity.producer.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
  private static final Instant NOW = Instant.parse("2026-05-24T19:36:44Z");

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "5, PT5S",
        "0, PT0S",
        "999999999, PT277777H46M39S",
        "'Sun, 24 May 2026 19:37:14 GMT', PT30S",
        "'Sun, 24 May 2026 19:00:00 GMT', none",
        "-1, none",
        "9999999999, none",
        "soon, none",
        "'', none"
      })
  void aWaitIsReadInSecondsOrAsADate(String header, @Nullable Duration wait) {
    assertThat(Answers.retryAfter(Said.of(new byte[0], header), NOW)).isEqualTo(wait);
  }

  @Test
  void theDetailOfAProblemIsItsWords() {
    byte[] problem = "{\"title\":\"t\",\"detail\":\"Send\\nagain.\"}".getBytes(UTF_8);

    assertThat(Answers.words(Said.of(problem, ""))).isEqualTo("HTTP 503: Send again.");
    assertThat(Answers.words(Said.of(new byte[0], ""))).isEqualTo("HTTP 503");
  }

  @Test
  void faultsOfOneEventAreToldTogether() {
    byte[] problem =
        """
        {"errors":[{"index":1,"pointer":"/source","detail":"a"},{"index":1,"detail":"b"},
                   {"index":2,"pointer":"/key","detail":"c"},{"detail":"of no event"}]}
        """
            .getBytes(UTF_8);

    assertThat(Answers.faults(Said.of(problem, ""), 2)).isEqualTo(Map.of(1, "/source a; b"));
  }
}
