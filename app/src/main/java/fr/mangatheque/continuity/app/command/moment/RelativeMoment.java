package fr.mangatheque.continuity.app.command.moment;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** So long ago: {@code 2 days ago}, {@code 1h30m ago}, {@code a week and 2 hours ago}. */
final class RelativeMoment {
  private static final Pattern AGO = Pattern.compile("(.+?) ?ago", Pattern.CASE_INSENSITIVE);
  private static final Pattern STEP =
      Pattern.compile("(?:,? ?(?:and )?)(\\d{1,9}|an?|one) ?([a-z]+)", Pattern.CASE_INSENSITIVE);

  private RelativeMoment() {}

  /**
   * @param zone whose calendar days and longer are counted in: two days ago is the same time of day
   * @return empty if {@code text} does not end with "ago"
   */
  static Optional<Instant> read(String text, Instant now, ZoneId zone) {
    Matcher ago = AGO.matcher(text);
    if (!ago.matches()) {
      return Optional.empty();
    }
    String steps = ago.group(1);
    Matcher step = STEP.matcher(steps);
    ZonedDateTime moment = now.atZone(zone);
    int at = 0;
    while (at < steps.length()) {
      if (!step.find(at) || step.start() != at) {
        throw notUnderstood(text);
      }
      moment = back(moment, amount(step.group(1)), step.group(2), text);
      at = step.end();
    }
    return Optional.of(moment.toInstant());
  }

  private static long amount(String text) {
    return Character.isDigit(text.charAt(0)) ? Long.parseLong(text) : 1;
  }

  private static ZonedDateTime back(ZonedDateTime from, long amount, String unit, String text) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "s", "sec", "secs", "second", "seconds" -> from.minusSeconds(amount);
      case "m", "min", "mins", "minute", "minutes" -> from.minusMinutes(amount);
      case "h", "hr", "hrs", "hour", "hours" -> from.minusHours(amount);
      case "d", "day", "days" -> from.minusDays(amount);
      case "w", "week", "weeks" -> from.minusWeeks(amount);
      case "month", "months" -> from.minusMonths(amount);
      case "y", "year", "years" -> from.minusYears(amount);
      default -> throw notUnderstood(text);
    };
  }

  private static IllegalArgumentException notUnderstood(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is not understood: write whole numbers of seconds, minutes, hours, days, weeks,"
            + " months or years, such as '2 days ago' or '1h30m ago'");
  }
}
