package fr.mangatheque.continuity.app.command.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as a person reads them at night, in plain ASCII. */
public final class Told {
  public static final String NONE = "-";
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};

  private Told() {}

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 object}, {@code 2 objects}. */
  public static String count(long number, String one) {
    return count(number) + " " + one + (number == 1 ? "" : "s");
  }

  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double size = bytes;
    int unit = -1;
    while (size >= 999.95 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  /** How long, in its two largest units at most. */
  public static String time(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return two(seconds / 60, "m", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return two(seconds / 3600, "h", seconds / 60 % 60, "m");
    }
    return two(seconds / 86_400, "d", seconds / 3600 % 24, "h");
  }

  private static String two(long large, String unit, long small, String smaller) {
    return large + unit + (small == 0 || large >= 10 ? "" : " " + small + smaller);
  }

  public static String since(@Nullable Instant then, Instant now) {
    return then == null ? NONE : time(Duration.between(then, now));
  }

  public static String ago(@Nullable Instant then, Instant now) {
    return then == null ? "never" : time(Duration.between(then, now)) + " ago";
  }

  /** When something is to be, seen from now. */
  public static String in(@Nullable Instant then, Instant now) {
    if (then == null) {
      return NONE;
    }
    return then.isAfter(now) ? "in " + time(Duration.between(now, then)) : "now";
  }

  public static String percent(long done, long total) {
    return total <= 0 ? NONE : Math.min(100, done * 100 / total) + "%";
  }

  /** {@code key} on one line, whatever is in it. */
  public static String key(String key) {
    StringBuilder plain = new StringBuilder();
    key.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                plain.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                plain.appendCodePoint(c);
              }
            });
    return plain.toString();
  }
}
