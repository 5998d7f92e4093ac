package fr.mangatheque.continuity.testkit.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Dates as HTTP, S3's XML and signature version 4 write them. */
final class HttpDates {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private record Formatted(long second, String text) {}

  private static volatile Formatted latest = new Formatted(0, HTTP.format(Instant.EPOCH));

  private HttpDates() {}

  static String http(Instant instant) {
    Formatted known = latest;
    if (known.second != instant.getEpochSecond()) {
      known = new Formatted(instant.getEpochSecond(), HTTP.format(instant));
      latest = known;
    }
    return known.text;
  }

  static String iso(Instant instant) {
    return ISO.format(instant);
  }

  /** A date of a condition; one that cannot be read is as if it were absent. */
  static Optional<Instant> parseHttp(String text) {
    try {
      return Optional.of(HTTP.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code yyyyMMdd'T'HHmmss'Z'}. */
  static Optional<Instant> parseAmz(String text) {
    if (text.length() != 16 || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(
                  number(text, 0, 4),
                  number(text, 4, 6),
                  number(text, 6, 8),
                  number(text, 9, 11),
                  number(text, 11, 13),
                  number(text, 13, 15))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Instant wholeSecond(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
