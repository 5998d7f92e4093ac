package fr.mangatheque.continuity.processors.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How near to the moment asked for the backup comes.
 *
 * @param asked the moment; without one, that of the plan
 * @param newest the newest entry not after it, in the scope; null if there is none
 */
public record RecoveryPoint(Instant asked, @Nullable Instant newest) {
  /**
   * From the newest change the backup knows to the moment; what came between is unknown or none.
   */
  public Optional<Duration> gap() {
    if (newest == null) {
      return Optional.empty();
    }
    Duration gap = Duration.between(newest, asked);
    return Optional.of(gap.isNegative() ? Duration.ZERO : gap);
  }
}
