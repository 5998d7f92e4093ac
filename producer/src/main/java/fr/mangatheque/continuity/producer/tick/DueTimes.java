package fr.mangatheque.continuity.producer.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which due times are still to be told: of each schedule the latest, for those before it are missed
 * and made up by it. It goes by what the clock shows, so that a clock that jumps costs a tick at
 * most: forward, the one that is now the latest; back, that again. Of one thread.
 */
final class DueTimes {
  private final List<Schedule> schedules;
  private final Map<Schedule, Span> spans = new HashMap<>();
  private final Map<Schedule, Instant> told = new HashMap<>();

  /** The time in which nothing changes: from a due time, if there was one, to before the next. */
  private record Span(Optional<Instant> due, Instant from, Instant until) {
    boolean holds(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  DueTimes(List<Schedule> schedules) {
    this.schedules = List.copyOf(schedules);
  }

  /** The latest due time of each schedule that has come and was not told. */
  List<Due> untold(Instant now) {
    List<Due> untold = new ArrayList<>();
    for (Schedule schedule : schedules) {
      span(schedule, now)
          .due()
          .filter(due -> !due.equals(told.get(schedule)))
          .ifPresent(due -> untold.add(new Due(schedule, due)));
    }
    return untold;
  }

  void told(Due due) {
    told.put(due.schedule(), due.at());
  }

  /** How long nothing comes due, at most {@code longest}. */
  Duration quiet(Instant now, Duration longest) {
    Duration quiet = longest;
    for (Schedule schedule : schedules) {
      Duration left = Duration.between(now, span(schedule, now).until());
      quiet = left.compareTo(quiet) < 0 ? left : quiet;
    }
    return quiet;
  }

  private Span span(Schedule schedule, Instant now) {
    Span known = spans.get(schedule);
    if (known != null && known.holds(now)) {
      return known;
    }
    Optional<Instant> due = schedule.latest(now);
    Span span = new Span(due, due.orElse(now), schedule.next(now).orElse(Instant.MAX));
    spans.put(schedule, span);
    return span;
  }
}
