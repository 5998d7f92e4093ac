package fr.mangatheque.continuity.app.command.moment;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of a day that has a name: {@code yesterday 14:00}, {@code last monday noon}, {@code now}.
 */
final class DayMoment {
  private static final Pattern WEEKDAY =
      Pattern.compile("(?:mon|tues|wednes|thurs|fri|satur|sun)day");
  private static final Pattern DAY =
      Pattern.compile(
          "(?:(today|yesterday|tomorrow|(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:"
              + " |$))?(.*)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME =
      Pattern.compile(
          "(?:at )?(?:(\\d{1,2})(?::(\\d{2})(?::(\\d{2}))?)? ?(am|pm)?|(noon|midnight))(?: (.+))?",
          Pattern.CASE_INSENSITIVE);

  private DayMoment() {}

  /**
   * @return empty if {@code text} names no day and no time
   */
  static Optional<Instant> read(String text, Instant now, ZoneId here) {
    if (text.equalsIgnoreCase("now")) {
      return Optional.of(now);
    }
    Matcher day = DAY.matcher(text);
    if (!day.matches()) {
      return Optional.empty();
    }
    String named = day.group(1) == null ? "" : day.group(1).toLowerCase(Locale.ROOT);
    if (!named.isEmpty() && day.group(2).isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' has no time: write '" + text + " 14:00' or '" + text + " noon'");
    }
    Matcher time = TIME.matcher(day.group(2));
    if (!time.matches() || !saysTime(time)) {
      return Optional.empty();
    }
    String zone = time.group(6);
    LocalDate today = LocalDate.ofInstant(now, here);
    LocalDateTime local = date(named, today).atTime(time(time));
    Instant moment = at(local, zone, here);
    boolean aWeekTooLate = WEEKDAY.matcher(named).matches() && moment.isAfter(now);
    return Optional.of(aWeekTooLate ? at(local.minusWeeks(1), zone, here) : moment);
  }

  private static Instant at(LocalDateTime local, String zone, ZoneId here) {
    return zone == null ? Zones.at(local, here) : Zones.at(local, zone);
  }

  /** A number alone is none: 14 may be a day. */
  private static boolean saysTime(Matcher time) {
    return time.group(2) != null || time.group(4) != null || time.group(5) != null;
  }

  private static LocalDate date(String named, LocalDate today) {
    return switch (named) {
      case "", "today" -> today;
      case "yesterday" -> today.minusDays(1);
      case "tomorrow" -> today.plusDays(1);
      default -> {
        boolean last = named.startsWith("last ");
        DayOfWeek day =
            DayOfWeek.valueOf((last ? named.substring(5) : named).toUpperCase(Locale.ROOT));
        yield today.with(
            last ? TemporalAdjusters.previous(day) : TemporalAdjusters.previousOrSame(day));
      }
    };
  }

  private static LocalTime time(Matcher time) {
    if (time.group(5) != null) {
      return time.group(5).equalsIgnoreCase("noon") ? LocalTime.NOON : LocalTime.MIDNIGHT;
    }
    int hour = Integer.parseInt(time.group(1));
    if (time.group(4) != null) {
      if (hour < 1 || hour > 12) {
        throw new IllegalArgumentException(
            hour + time.group(4) + " is no time: with am and pm hours go from 1 to 12");
      }
      hour = hour % 12 + (time.group(4).equalsIgnoreCase("pm") ? 12 : 0);
    }
    return LocalTime.of(hour, number(time.group(2)), number(time.group(3)));
  }

  private static int number(String text) {
    return text == null ? 0 : Integer.parseInt(text);
  }
}
