package fr.mangatheque.continuity.producer.tick;

import fr.mangatheque.continuity.schemas.ScheduleName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/**
 * When a job of a source is due. Where clocks are put forward, what was due in the time that was
 * skipped is due once, at the moment of the change, unless it is due every hour anyway; where they
 * are put back, what is due in the time that comes twice is due the first time only, unless it goes
 * by intervals (its hour or minute starts with {@code *}).
 *
 * @param name what is due
 * @param cron the times on the clock's face
 * @param zone where that clock hangs
 */
public record Schedule(ScheduleName name, Cron cron, ZoneId zone) {
  /** The last is longer than from one 29 February to the next, over a year without one. */
  private static final List<Duration> LOOK_BACK =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(25),
          Duration.ofDays(8),
          Duration.ofDays(32),
          Duration.ofDays(367),
          Duration.ofDays(8 * 366 + 1));

  /** The first due time after {@code after}; empty if there is none. */
  public Optional<Instant> next(Instant after) {
    ZoneRules rules = zone.getRules();
    Instant from = after;
    Optional<LocalDateTime> found = cron.after(local(from, rules.getOffset(from)));
    while (found.isPresent()) {
      ZoneOffset offset = rules.getOffset(from);
      Instant candidate = found.get().toInstant(offset);
      ZoneOffsetTransition change = rules.nextTransition(from);
      if (change == null || candidate.isBefore(change.getInstant())) {
        if (cron.byInterval() || !isSecondTime(found.get(), offset)) {
          return Optional.of(candidate);
        }
        from = candidate;
        found = cron.after(found.get());
      } else if (skips(change)) {
        return Optional.of(change.getInstant());
      } else {
        from = change.getInstant();
        found = cron.atOrAfter(change.getDateTimeAfter());
      }
    }
    return Optional.empty();
  }

  private static LocalDateTime local(Instant instant, ZoneOffset offset) {
    return LocalDateTime.ofInstant(instant, offset);
  }

  private boolean isSecondTime(LocalDateTime time, ZoneOffset offset) {
    ZoneOffsetTransition change = zone.getRules().getTransition(time);
    return change != null && change.isOverlap() && change.getOffsetAfter().equals(offset);
  }

  private boolean skips(ZoneOffsetTransition change) {
    return change.isGap()
        && !cron.everyHour()
        && cron.atOrAfter(change.getDateTimeBefore())
            .filter(time -> time.isBefore(change.getDateTimeAfter()))
            .isPresent();
  }

  /** The last due time that is not after {@code now}; empty if there was none for years. */
  public Optional<Instant> latest(Instant now) {
    for (Duration back : LOOK_BACK) {
      Optional<Instant> found = next(now.minus(back)).filter(due -> !due.isAfter(now));
      if (found.isPresent()) {
        return Optional.of(last(found.get(), now));
      }
    }
    return Optional.empty();
  }

  private Instant last(Instant first, Instant now) {
    Instant last = first;
    Optional<Instant> next = next(last);
    while (next.isPresent() && !next.get().isAfter(now)) {
      last = next.get();
      next = next(last);
    }
    return last;
  }
}
