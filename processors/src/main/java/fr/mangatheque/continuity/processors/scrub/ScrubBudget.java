package fr.mangatheque.continuity.processors.scrub;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How backups are to be read back.
 *
 * @param within in which all that a source's backup holds is read back once
 * @param dailyBytes that may be read of a source's backup in a day; null for as many as it takes
 * @param dailyRequests that may be made for it in a day; null for as many as it takes
 */
public record ScrubBudget(
    Duration within, @Nullable Long dailyBytes, @Nullable Long dailyRequests) {
  public ScrubBudget {
    if (!within.isPositive()) {
      throw new IllegalArgumentException("all is to be read back within " + within);
    }
    if (dailyBytes != null && dailyBytes < 1 || dailyRequests != null && dailyRequests < 1) {
      throw new IllegalArgumentException(
          "a budget of nothing: " + dailyBytes + " bytes, " + dailyRequests + " requests a day");
    }
  }
}
