package fr.mangatheque.continuity.app.command.moment;

import fr.mangatheque.continuity.app.command.operator.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as text: exact for the record, local and relative for the eye. */
final class MomentText {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private MomentText() {}

  static String of(Instant moment, Instant now, ZoneId zone) {
    Duration age = Duration.between(moment, now);
    String relative =
        age.isNegative() ? Told.in(moment, now) : age.isZero() ? "now" : Told.ago(moment, now);
    return moment
        + " ("
        + LOCAL.format(moment.atZone(zone))
        + " in "
        + zone
        + ", "
        + relative
        + ")";
  }
}
