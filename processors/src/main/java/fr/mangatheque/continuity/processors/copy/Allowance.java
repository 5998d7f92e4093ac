package fr.mangatheque.continuity.processors.copy;

import java.time.Duration;

/**
 * How long a copy may take by its size.
 *
 * @param base for what does not grow with the size
 * @param bytesPerSecond the slowest that is still taken for progress, over reading and writing
 */
public record Allowance(Duration base, long bytesPerSecond) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** 30 s and a second for each 256 KiB. */
  public static final Allowance DEFAULT = new Allowance(Duration.ofSeconds(30), 256 * 1024);

  public Allowance {
    if (!base.isPositive() || bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "a copy needs some time: " + base + ", " + bytesPerSecond + " B/s");
    }
  }

  /** For an object of {@code size} bytes: a day at most, for a size may be told that no one has. */
  public Duration forSize(long size) {
    long bytes = Math.max(0, size);
    long seconds = bytes / bytesPerSecond;
    if (seconds >= LONGEST.toSeconds()) {
      return LONGEST;
    }
    Duration allowed =
        base.plusSeconds(seconds).plusMillis(bytes % bytesPerSecond * 1000 / bytesPerSecond);
    return allowed.compareTo(LONGEST) < 0 ? allowed : LONGEST;
  }
}
