package fr.mangatheque.continuity.processors.scan;

import java.time.Duration;

/**
 * How scans are cut and how long they are given.
 *
 * @param window slices of a scan under way at a time, at most
 * @param pages LIST requests of a slice, at most
 * @param deadline when a slice without a result is asked for again
 * @param giveUpAfter a scan whose slice has failed for so long has failed
 * @param reportEvery progress is told no more often
 */
public record ScanPolicy(
    int window, int pages, Duration deadline, Duration giveUpAfter, Duration reportEvery) {
  public static final ScanPolicy DEFAULT =
      new ScanPolicy(8, 20, Duration.ofMinutes(5), Duration.ofHours(4), Duration.ofSeconds(3));

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
  private static final int LARGEST_SHIFT = 20;

  public ScanPolicy {
    if (window < 1 || pages < 1) {
      throw new IllegalArgumentException("a scan has a slice at a time, of a page, at least");
    }
    if (!deadline.isPositive() || !giveUpAfter.isPositive()) {
      throw new IllegalArgumentException("a slice is given time");
    }
  }

  public ScanPolicy withGiveUpAfter(Duration duration) {
    return new ScanPolicy(window, pages, deadline, duration, reportEvery);
  }

  /** How long to wait after this attempt failed: twice as long each time, 1 s to 5 min. */
  Duration backoff(int attempt) {
    Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.clamp(attempt - 1L, 0, LARGEST_SHIFT));
    return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
  }

  /** No due time is further off: one that is was set before the clock went back. */
  Duration horizon() {
    return deadline.compareTo(LONGEST_BACKOFF) > 0 ? deadline : LONGEST_BACKOFF;
  }
}
