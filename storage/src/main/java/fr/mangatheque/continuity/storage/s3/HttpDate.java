package fr.mangatheque.continuity.storage.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times as HTTP writes them. Each answer has two: the form that senders must use is read by its
 * places, others as the JDK reads them, which takes many times as long.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, 5.6.7:
 *     IMF-fixdate</a>
 */
final class HttpDate {
  private static final int LENGTH = "Sun, 06 Nov 1994 08:49:37 GMT".length();
  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final String PUNCTUATION = "___, __ ___ ____ __:__:__ GMT";

  private HttpDate() {}

  /** Empty for what is no time. */
  static Optional<Instant> parse(String text) {
    try {
      LocalDateTime fixed = text.length() == LENGTH ? fixed(text) : null;
      return Optional.of(
          fixed != null
              ? fixed.toInstant(ZoneOffset.UTC)
              : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Null for anything but that form; a day of the week that is not the date's is none of it. */
  private static @Nullable LocalDateTime fixed(String text) {
    for (int i = 0; i < LENGTH; i++) {
      char expected = PUNCTUATION.charAt(i);
      if (expected != '_' && expected != text.charAt(i)) {
        return null;
      }
    }
    int weekday = name(DAYS, text, 0);
    int month = name(MONTHS, text, 8);
    int day = number(text, 5, 7);
    int year = number(text, 12, 16);
    int hour = number(text, 17, 19);
    int minute = number(text, 20, 22);
    int second = number(text, 23, 25);
    if ((weekday | month | day | year | hour | minute | second) < 0) {
      return null;
    }
    LocalDateTime time = LocalDateTime.of(year, month, day, hour, minute, second);
    return time.getDayOfWeek().getValue() == weekday ? time : null;
  }

  /** Which of names of three letters stands there, from 1; negative for none. */
  private static int name(String names, String text, int at) {
    for (int i = 0; i < names.length(); i += 3) {
      if (text.regionMatches(at, names, i, 3)) {
        return i / 3 + 1;
      }
    }
    return -1;
  }

  /** Of digits alone; negative for anything else. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
