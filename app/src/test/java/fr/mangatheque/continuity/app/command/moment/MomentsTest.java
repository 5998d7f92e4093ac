package fr.mangatheque.continuity.app.command.moment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write is understood, or told what would be. */
class MomentsTest {
  /** A Wednesday, 16:20 in Paris, summer time. */
  private static final Instant NOW = Instant.parse("2026-07-15T14:20:30Z");

  private final Moments moments = new Moments(NOW, ZoneId.of("Europe/Paris"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-01-31T14:00Z                      | 2026-01-31T14:00:00Z
          2026-01-31T14:00:05.250Z               | 2026-01-31T14:00:05.250Z
          2026-01-31t14:00z                      | 2026-01-31T14:00:00Z
          2026-01-31 14:00 UTC                   | 2026-01-31T14:00:00Z
          2026-01-31 14:00+02:00                 | 2026-01-31T12:00:00Z
          2026-01-31 14:00 +0200                 | 2026-01-31T12:00:00Z
          2026-01-31T14:00-05                    | 2026-01-31T19:00:00Z
          2026-01-31 9:05 Europe/Paris           | 2026-01-31T08:05:00Z
          2026-01-31T14:00[Europe/Paris]         | 2026-01-31T13:00:00Z
          2026-01-31T14:00+01:00[Europe/Paris]   | 2026-01-31T13:00:00Z
          20260131T140005.250Z                   | 2026-01-31T14:00:05.250Z
          2 days ago                             | 2026-07-13T14:20:30Z
          3h ago                                 | 2026-07-15T11:20:30Z
          1h30m ago                              | 2026-07-15T12:50:30Z
          90 minutes ago                         | 2026-07-15T12:50:30Z
          a week ago                             | 2026-07-08T14:20:30Z
          1 week, 2 days and 3 hours ago         | 2026-07-06T11:20:30Z
          an hour ago                            | 2026-07-15T13:20:30Z
          6 months ago                           | 2026-01-15T15:20:30Z
          1 year ago                             | 2025-07-15T14:20:30Z
          0s ago                                 | 2026-07-15T14:20:30Z
          now                                    | 2026-07-15T14:20:30Z
          yesterday 14:00                        | 2026-07-14T12:00:00Z
          Yesterday at 14:00:30                  | 2026-07-14T12:00:30Z
          yesterday 14:00 UTC                    | 2026-07-14T14:00:00Z
          today 8:00                             | 2026-07-15T06:00:00Z
          today 2pm                              | 2026-07-15T12:00:00Z
          yesterday 12am                         | 2026-07-13T22:00:00Z
          yesterday noon                         | 2026-07-14T10:00:00Z
          today midnight                         | 2026-07-14T22:00:00Z
          14:00                                  | 2026-07-15T12:00:00Z
          monday 14:00                           | 2026-07-13T12:00:00Z
          wednesday 14:00                        | 2026-07-15T12:00:00Z
          wednesday 18:00                        | 2026-07-08T16:00:00Z
          last wednesday 14:00                   | 2026-07-08T12:00:00Z
          """)
  void whatPeopleWriteIsUnderstood(String text, String instant) {
    assertThat(moments.past(text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-01-31T14:00           | has no zone: write 2026-01-31T14:00Z for UTC, or '2026-01-31T14:00 Europe/Paris'
          2026-01-31                 | has no time: write 2026-01-31T00:00Z or '2026-01-31 00:00 Europe/Paris'
          2026-01-31 Europe/Paris    | has no time
          2026-02-30T14:00Z          | never was: Invalid date 'FEBRUARY 30'
          2026-01-31T25:00Z          | never was: Invalid value for HourOfDay
          2026-01-31T14:00 Mars/Base | 'Mars/Base' is no time zone: write Z, +01:00 or Europe/Paris
          2026-03-29 02:30 Europe/Paris | never was in Europe/Paris: clocks were put forward past it
          2025-10-26 02:30 Europe/Paris | was twice in Europe/Paris
          2026-01-31T14:00+02:00[Europe/Paris] | is not +02:00 in Europe/Paris but +01:00
          yesterday                  | has no time: write 'yesterday 14:00'
          last monday                | has no time
          13pm                       | with am and pm hours go from 1 to 12
          yesterday 25:00            | never was: Invalid value for HourOfDay
          2 fortnights ago           | write whole numbers of seconds, minutes, hours
          1.5 hours ago              | write whole numbers
          ago                        | is not understood
          14                         | is not understood
          the other day              | is not understood
          999999999 years ago        | is too long ago
          """)
  void whatCannotBeMeantIsToldWithWhatCould(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> moments.past(text))
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2027-01-31T14:00Z", "today 23:00", "tomorrow 8:00", "2026-07-15T14:20:31Z"})
  void whatIsStillToComeIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> moments.past(text))
        .withMessageContaining("that is still to come, it is 2026-07-15T14:20:30Z now")
        .withMessageContaining("without a moment the newest of each object counts");
  }

  @Test
  void aTimeThatWasTwiceIsToldWithBothWaysToWriteIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> moments.past("2025-10-26 02:30 Europe/Paris"))
        .withMessageContaining("write 2025-10-26T02:30+02:00 or 2025-10-26T02:30+01:00");
  }

  @Test
  void daysAreThoseOfTheCalendarAlsoWhereOneHas23Hours() {
    Moments afterTheChange =
        new Moments(Instant.parse("2026-03-29T12:00:00Z"), ZoneId.of("Europe/Paris"));

    assertThat(afterTheChange.past("1 day ago")).isEqualTo("2026-03-28T13:00:00Z");
    assertThat(afterTheChange.past("24 hours ago")).isEqualTo("2026-03-28T12:00:00Z");
  }

  @Test
  void aMomentIsToldExactlyAndAsAPersonSeesIt() {
    assertThat(moments.told(Instant.parse("2026-07-14T12:00:00Z")))
        .isEqualTo("2026-07-14T12:00:00Z (Tue 14 Jul 14:00 in Europe/Paris, 1d 2h ago)");
  }
}
