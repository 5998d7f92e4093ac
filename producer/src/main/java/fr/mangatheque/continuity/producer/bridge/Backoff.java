package fr.mangatheque.continuity.producer.bridge;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When to try again: after a second first, doubled with each failure. Of one thread. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final int DOUBLINGS = 4;

  private int failures;
  private long failedAt;
  private Duration wait = Duration.ZERO;

  /** Takes note of a failure; returns how long to wait. */
  Duration failed() {
    Duration longest = FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    double share = ThreadLocalRandom.current().nextDouble(0.8, 1.0);
    wait = Duration.ofMillis((long) (longest.toMillis() * share));
    failures++;
    failedAt = System.nanoTime();
    return wait;
  }

  /** Takes note of a success; returns whether it ended a failure. */
  boolean succeeded() {
    boolean ended = failures > 0;
    failures = 0;
    return ended;
  }

  int failures() {
    return failures;
  }

  /** Whether the wait is over. */
  boolean isOver() {
    return failures == 0 || System.nanoTime() - failedAt >= wait.toNanos();
  }
}
