package fr.mangatheque.continuity.app.command.moment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moments of the calendar: ISO 8601, with a blank for its T where people like that better, or as
 * entries of the backup are dated. A zone is a must: a date alone is another moment on another
 * machine.
 */
final class IsoMoment {
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:[Tt ](\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?))?\\s?(.*)");
  private static final Pattern ENTRY = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z");
  private static final DateTimeFormatter ENTRY_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private IsoMoment() {}

  /**
   * @param here the zone of this machine, for advice
   * @return empty if {@code text} does not begin with a date
   */
  static Optional<Instant> read(String text, ZoneId here) {
    if (ENTRY.matcher(text).matches()) {
      return Optional.of(LocalDateTime.parse(text, ENTRY_TIME).toInstant(ZoneOffset.UTC));
    }
    Matcher matcher = DATE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    LocalDate date = parsed(matcher.group(1), LocalDate::parse);
    String zone = matcher.group(3);
    if (matcher.group(2) == null) {
      throw new IllegalArgumentException(
          "'" + text + "' has no time: write " + date + "T00:00Z or " + withZone(date, here));
    }
    LocalTime time = parsed(time(matcher.group(2)), LocalTime::parse);
    LocalDateTime local = date.atTime(time);
    if (zone.isEmpty()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' has no zone: write "
              + local
              + "Z for UTC, or '"
              + local
              + " "
              + here
              + "' for the time of this machine");
    }
    return Optional.of(Zones.at(local, zone));
  }

  private static String withZone(LocalDate date, ZoneId here) {
    return "'" + date + " 00:00 " + here + "'";
  }

  private static String time(String text) {
    String whole = text.indexOf(':') == 1 ? "0" + text : text;
    return whole.replace(',', '.');
  }

  private interface Parser<T> {
    T parse(CharSequence text);
  }

  /** Without the parser's own frame of words, so that the reason is what is read. */
  private static <T> T parsed(String text, Parser<T> parser) {
    try {
      return parser.parse(text);
    } catch (DateTimeException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new DateTimeException(String.valueOf(reason.getMessage()), e);
    }
  }
}
