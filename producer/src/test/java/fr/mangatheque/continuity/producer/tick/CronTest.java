package fr.mangatheque.continuity.producer.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
  @ParameterizedTest
  @CsvSource({
    "*/15 * * * *, 2026-05-04T03:02:01, 2026-05-04T03:15",
    "30 4 * * *, 2026-05-04T04:30, 2026-05-05T04:30",
    "0 4 * * 1, 2026-05-05T00:00, 2026-05-11T04:00",
    "0 4 * * SUN, 2026-05-05T00:00, 2026-05-10T04:00",
    "0 4 * * 7, 2026-05-05T00:00, 2026-05-10T04:00",
    "0 0 29 2 *, 2026-05-05T00:00, 2028-02-29T00:00",
    "0 0 13 * 5, 2026-05-05T00:00, 2026-05-08T00:00",
  })
  void itComesDueAsCrontabHasIt(String expression, LocalDateTime after, LocalDateTime due) {
    assertThat(Cron.parse(expression).after(after)).contains(due);
  }

  @Test
  void whatIsNowIsNotAfterNow() {
    LocalDateTime now = LocalDateTime.parse("2026-05-04T04:30");

    assertThat(Cron.parse("30 4 * * *").atOrAfter(now)).contains(now);
    assertThat(Cron.parse("30 4 * * *").after(now)).contains(now.plusDays(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "daily",
        "@daily",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "0 0 31 2 *",
        "0 0 30 2 *",
        "a b c d e",
        "*/0 * * * *"
      })
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> Cron.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void spacesDoNotMatter() {
    assertThat(Cron.parse(" 0  4 * *\t* ")).isEqualTo(Cron.parse("0 4 * * *"));
  }
}
