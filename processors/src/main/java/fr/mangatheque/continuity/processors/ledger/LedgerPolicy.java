package fr.mangatheque.continuity.processors.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The numbers the ledger decides with.
 *
 * @param guardWindow how long after the first answer "gone" the second is asked for
 * @param clockTolerance how far an event's time may lie past a Last-Modified and still mean the
 *     same upload
 * @param patience how long an announced object may not be there yet before its key is forgotten
 * @param firstRetry wait after the first failure; it doubles with each
 * @param longestRetry the longest wait after a transient failure
 * @param permanentRetry the wait after a failure that only a person can mend
 * @param deadline a request without size is asked again after this, counted from its dispatch
 * @param deadlineRate bytes a second, at the least, that add to the deadline of a known size
 * @param missedEvents more than so many objects of a source found within an hour that no event
 *     announced are told; 0 never tells
 */
public record LedgerPolicy(
    Duration guardWindow,
    Duration clockTolerance,
    Duration patience,
    Duration firstRetry,
    Duration longestRetry,
    Duration permanentRetry,
    Duration deadline,
    long deadlineRate,
    int missedEvents) {
  public static final LedgerPolicy DEFAULT =
      new LedgerPolicy(
          Duration.ofMinutes(10),
          Duration.ofSeconds(2),
          Duration.ofMinutes(10),
          Duration.ofSeconds(1),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofMinutes(15),
          128 * 1024,
          10);

  // a hint's size is only said, so that it cannot put a deadline off for ever
  private static final Duration LONGEST_TRANSFER = Duration.ofDays(1);

  public LedgerPolicy {
    if (guardWindow.isNegative() || firstRetry.toMillis() < 1 || deadlineRate < 1) {
      throw new IllegalArgumentException("a ledger's times are positive");
    }
    if (missedEvents < 0) {
      throw new IllegalArgumentException("missed events are counted from 0");
    }
    if (longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException("the longest retry is at least the first");
    }
  }

  public LedgerPolicy withGuardWindow(Duration window) {
    return new LedgerPolicy(
        window,
        clockTolerance,
        patience,
        firstRetry,
        longestRetry,
        permanentRetry,
        deadline,
        deadlineRate,
        missedEvents);
  }

  public LedgerPolicy withRetries(Duration first, Duration longest, Duration permanent) {
    return new LedgerPolicy(
        guardWindow,
        clockTolerance,
        patience,
        first,
        longest,
        permanent,
        deadline,
        deadlineRate,
        missedEvents);
  }

  public LedgerPolicy withMissedEvents(int most) {
    return new LedgerPolicy(
        guardWindow,
        clockTolerance,
        patience,
        firstRetry,
        longestRetry,
        permanentRetry,
        deadline,
        deadlineRate,
        most);
  }

  /** When a request sent now, of an object of {@code size} bytes, is given up. */
  Instant deadline(Instant now, @Nullable Long size) {
    long seconds = size == null ? 0 : Math.min(size / deadlineRate, LONGEST_TRANSFER.toSeconds());
    return now.plus(deadline).plusSeconds(seconds);
  }

  /**
   * When an object that failed is asked again: exponential, spread by a fifth either way.
   *
   * @param spread any number that differs between objects
   */
  Instant retryAt(Instant now, int attempt, boolean permanent, int spread) {
    long wait =
        permanent
            ? permanentRetry.toMillis()
            : Math.min(longestRetry.toMillis(), firstRetry.toMillis() << Math.min(attempt - 1, 20));
    long jitter = wait * (Math.floorMod(spread, 401) - 200) / 1000;
    return now.plusMillis(wait + jitter);
  }

  /**
   * The furthest off that a time set for {@code phase} can lie, unless the clock went back since.
   *
   * @param size as for {@link #deadline}
   */
  Instant furthest(Phase phase, Instant now, @Nullable Long size) {
    return switch (phase) {
      case Phase.Settled _, Phase.Waiting _, Phase.Parked _ -> Instant.MAX;
      case Phase.Requested _ -> deadline(now, size);
      case Phase.Backoff _ -> {
        long longest = Math.max(longestRetry.toMillis(), permanentRetry.toMillis());
        yield now.plusMillis(longest + longest / 5);
      }
      case Phase.Absent _ -> now.plus(guardWindow);
    };
  }
}
