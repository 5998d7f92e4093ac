package fr.mangatheque.continuity.app.command.moment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Understands moments in the past as people write them: ISO 8601 with a zone, {@code 2 days ago},
 * {@code yesterday 14:00}. Pure.
 */
public final class Moments {
  static final String EXAMPLES =
      "write 2026-01-31T14:00Z, '2026-01-31 14:00 Europe/Paris', 'yesterday 14:00', '2 days ago'"
          + " or '3h ago'";

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private final Instant now;
  private final ZoneId zone;

  /**
   * @param zone whose days and hours are meant by what names none
   */
  public Moments(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /**
   * The moment {@code text} means.
   *
   * @throws IllegalArgumentException with what is wrong and what would be right, if it is no
   *     moment, could be several, never was, or is still to come
   */
  public Instant past(String text) {
    String words = text.strip().replaceAll("\\s+", " ");
    Instant moment;
    try {
      moment =
          IsoMoment.read(words, zone)
              .or(() -> RelativeMoment.read(words, now, zone))
              .or(() -> DayMoment.read(words, now, zone))
              .orElseThrow(() -> notUnderstood(text));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' never was: " + e.getMessage(), e);
    }
    if (moment.isBefore(FIRST)) {
      throw new IllegalArgumentException(
          "'" + text + "' is too long ago: nothing is dated so early");
    }
    if (moment.isAfter(now)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is "
              + told(moment)
              + ": that is still to come, it is "
              + now
              + " now; without a moment the newest of each object counts");
    }
    return moment;
  }

  private static IllegalArgumentException notUnderstood(String text) {
    return new IllegalArgumentException("'" + text + "' is not understood: " + EXAMPLES);
  }

  /** {@code moment} so that a person sees at once whether it is the one that was meant. */
  public String told(Instant moment) {
    return MomentText.of(moment, now, zone);
  }

  /** A moment as options name it, if one is given. */
  public Optional<Instant> pastIfGiven(@Nullable String text) {
    return text == null ? Optional.empty() : Optional.of(past(text));
  }
}
