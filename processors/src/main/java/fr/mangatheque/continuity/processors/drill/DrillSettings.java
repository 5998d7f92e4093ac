package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.processors.restore.Scope;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How drills are made.
 *
 * @param sample objects of a drill that does not restore everything
 * @param recoveryTime the longest a restore of everything may take; null if nothing is promised
 * @param recoveryPoint the oldest change that may be unprotected; null if nothing is promised
 * @param atATime objects under way at once
 * @param directory for what is staged
 */
public record DrillSettings(
    int sample,
    @Nullable Duration recoveryTime,
    @Nullable Duration recoveryPoint,
    int atATime,
    Path directory) {
  public DrillSettings {
    if (sample < 1 || sample > Scope.Sample.MOST) {
      throw new IllegalArgumentException("a sample has 1 to " + Scope.Sample.MOST + " objects");
    }
    if (atATime < 1) {
      throw new IllegalArgumentException("at least one object at a time");
    }
  }
}
