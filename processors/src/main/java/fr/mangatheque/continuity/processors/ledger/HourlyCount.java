package fr.mangatheque.continuity.processors.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what happened within the last hour, and says when that is many. Thread-safe. */
final class HourlyCount {
  static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Deque<Minute> minutes = new ArrayDeque<>();
  private long count;
  private @Nullable Instant told;

  private record Minute(Instant from, long count) {}

  /** So many, since then. */
  record Many(long count, Instant since) {}

  /**
   * Counts one more.
   *
   * @param many from how many on it is to be said
   * @return once a minute at most
   */
  synchronized Optional<Many> add(long many, Instant now) {
    forget(now);
    Minute last = minutes.peekLast();
    if (last == null || !now.isBefore(last.from.plus(AGAIN))) {
      minutes.addLast(new Minute(now, 1));
    } else {
      minutes.removeLast();
      minutes.addLast(new Minute(last.from, last.count + 1));
    }
    count++;
    if (count < many || told != null && now.isBefore(told.plus(AGAIN))) {
      return Optional.empty();
    }
    told = now;
    return Optional.of(new Many(count, minutes.getFirst().from));
  }

  private void forget(Instant now) {
    // a clock that went back begins anew
    if (!minutes.isEmpty() && now.isBefore(minutes.getLast().from)) {
      minutes.clear();
      count = 0;
      told = null;
    }
    while (!minutes.isEmpty() && !now.isBefore(minutes.getFirst().from.plus(WINDOW))) {
      count -= minutes.removeFirst().count;
    }
  }
}
