package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.processors.drill.DrillReport.Measured;
import java.time.Duration;
import java.util.Locale;

/** Figures as a person reads them. */
final class Told {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};

  private Told() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String bytes(long bytes) {
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

  static String time(Duration length) {
    long ms = length.toMillis();
    if (ms < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
    }
    long seconds = length.toSeconds();
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
    return seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
  }

  /** A figure, and what was promised. */
  static String measured(Measured of) {
    Long ms = of.ms();
    Long objective = of.objectiveMs();
    String figure =
        ms == null
            ? "not known"
            : time(Duration.ofMillis(ms)) + (of.estimated() ? " by estimate" : "");
    return objective == null
        ? figure
        : figure + " (promised: " + time(Duration.ofMillis(objective)) + ")";
  }
}
