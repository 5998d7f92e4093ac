package fr.mangatheque.continuity.processors.restore;

import java.time.Duration;

/**
 * How often a request is made again after a fault that may pass. Waits double from the first to the
 * longest, less up to a half by chance; a store that says how long to wait is obeyed, up to the
 * longest.
 *
 * @param attempts in all, at least one
 */
public record Retries(int attempts, Duration first, Duration longest) {
  /** About a minute and a half. */
  public static final Retries USUAL =
      new Retries(8, Duration.ofMillis(250), Duration.ofSeconds(30));

  public Retries {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("at least one attempt, and waits that do not shrink");
    }
  }
}
