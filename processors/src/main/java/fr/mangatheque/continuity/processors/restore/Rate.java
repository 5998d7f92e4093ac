package fr.mangatheque.continuity.processors.restore;

import java.time.Duration;

/** How fast the backup gave content when it was asked for a few objects, as many at a time. */
public record Rate(double objectsPerSecond, double bytesPerSecond) {
  public Rate {
    if (!(objectsPerSecond > 0) || !(bytesPerSecond >= 0)) {
      throw new IllegalArgumentException("a rate is measured");
    }
  }

  /** How long so much takes to be read at this rate, and as long again to be written. */
  public Duration estimate(Amount amount) {
    double byObjects = amount.objects() / objectsPerSecond;
    double byBytes = bytesPerSecond > 0 ? amount.bytes() / bytesPerSecond : 0;
    return Duration.ofMillis((long) (2_000 * Math.max(byObjects, byBytes)));
  }
}
