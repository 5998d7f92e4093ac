package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.DURATION;
import static fr.mangatheque.continuity.app.config.ValueType.integer;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys about deletions. */
final class GuardKeys {
  private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)%");

  /** A part of a whole, 0 to 1. */
  private static final ValueType<Double> SHARE =
      new ValueType<>("percentage", false, GuardKeys::share);

  static final Key<Duration> WINDOW =
      Key.of(
              "guard.window",
              DURATION,
              "How long an object must be gone before that is believed: the source is asked twice,"
                  + " this far apart, before a deletion marker is written.")
          .standard("10m");
  static final Key<Integer> MAX_DELETIONS =
      Key.of(
              "guard.max-deletions",
              integer(1, 1_000_000_000),
              "So many deletions of a source within a window, if they are also max-share of it, are"
                  + " held back until a person decides.")
          .standard("100");
  static final Key<Double> MAX_SHARE =
      Key.of(
              "guard.max-share",
              SHARE,
              "This part of the objects that the last audit counted, if it is also max-deletions.")
          .standard("5%");
  static final Key<Double> MAX_SHARE_SMALL =
      Key.of(
              "guard.max-share-small",
              SHARE,
              "This part alone holds deletions back, of a source with more than 10 objects. Before"
                  + " the first audit more than 10 deletions do.")
          .standard("50%");

  static final Section SECTION =
      new Section(
          "guard",
          "When a deletion at the source is believed, and how many at once are an emergency"
              + " (docs/how-to/breaker.md).",
          List.of(WINDOW, MAX_DELETIONS, MAX_SHARE, MAX_SHARE_SMALL),
          "");

  private GuardKeys() {}

  private static double share(String text) {
    Matcher percentage = PERCENTAGE.matcher(text);
    if (percentage.matches()) {
      double share = Double.parseDouble(percentage.group(1)) / 100;
      if (share > 0 && share <= 1) {
        return share;
      }
    }
    throw new IllegalArgumentException("not a percentage such as 5%: more than 0%, at most 100%");
  }
}
