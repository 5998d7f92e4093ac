package fr.mangatheque.continuity.app.command.moment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time zones as people write them, and what a local time means in them. */
final class Zones {
  private static final Pattern OFFSET_IN_REGION =
      Pattern.compile("([+-][0-9:]+|[Zz])\\s?\\[([^\\[\\]]+)]");
  private static final Pattern REGION = Pattern.compile("\\[?([^\\[\\]]+)]?");

  private Zones() {}

  /**
   * The moment that is {@code local} where {@code zone} holds: {@code Z}, {@code +01:00}, {@code
   * Europe/Paris} or {@code +01:00[Europe/Paris]}.
   *
   * @throws IllegalArgumentException if there is no such zone, or no such time there
   */
  static Instant at(LocalDateTime local, String zone) {
    Matcher both = OFFSET_IN_REGION.matcher(zone);
    if (!both.matches()) {
      return at(local, zone(zone));
    }
    ZoneId offset = zone(both.group(1));
    ZoneId region = zone(both.group(2));
    Instant moment = at(local, offset);
    if (!region.getRules().getOffset(moment).equals(offset.normalized())) {
      throw new IllegalArgumentException(
          local
              + " is not "
              + offset
              + " in "
              + region
              + " but "
              + region.getRules().getOffset(moment)
              + ": leave one of them out");
    }
    return moment;
  }

  /**
   * The moment that is {@code local} in {@code zone}.
   *
   * @throws IllegalArgumentException if clocks there showed it never, or twice
   */
  static Instant at(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return switch (offsets.size()) {
      case 1 -> local.toInstant(offsets.getFirst());
      case 0 ->
          throw new IllegalArgumentException(
              local + " never was in " + zone + ": clocks were put forward past it");
      default ->
          throw new IllegalArgumentException(
              local
                  + " was twice in "
                  + zone
                  + ", for clocks were put back: write "
                  + local
                  + offsets.getFirst()
                  + " or "
                  + local
                  + offsets.getLast());
    };
  }

  private static ZoneId zone(String text) {
    Matcher region = REGION.matcher(text);
    String name = region.matches() ? region.group(1) : text;
    String upper = name.toUpperCase(Locale.ROOT);
    try {
      return switch (upper) {
        case "Z", "UTC", "GMT" -> ZoneOffset.UTC;
        default -> ZoneId.of(name);
      };
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time zone: write Z, +01:00 or Europe/Paris", e);
    }
  }
}
