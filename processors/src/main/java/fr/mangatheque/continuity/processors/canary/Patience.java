package fr.mangatheque.continuity.processors.canary;

import java.time.Duration;

/** How long a round trip may take: tries, further apart each time, until a limit. Of one thread. */
final class Patience {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final long start = System.nanoTime();
  private final Duration limit;
  private Duration pause = FIRST;

  Patience(Duration limit) {
    this.limit = limit;
  }

  /** Waits for the next try; false if the limit is reached. */
  boolean again() throws InterruptedException {
    Duration left = limit.minus(spent());
    if (!left.isPositive()) {
      return false;
    }
    Thread.sleep(left.compareTo(pause) < 0 ? left : pause);
    Duration longer = pause.multipliedBy(3).dividedBy(2);
    pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    return true;
  }

  Duration spent() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  Duration limit() {
    return limit;
  }
}
