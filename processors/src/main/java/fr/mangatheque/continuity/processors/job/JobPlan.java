package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.ScheduleName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is expected of a job of a source.
 *
 * @param due when it is due; never, for one that is switched off and runs by hand only
 * @param silence a run that says nothing for so long is presumed dead
 */
public record JobPlan(ScheduleName name, DueTimes due, Duration silence) {
  /** For runs that have no reason to be silent for longer. */
  public static final Duration USUAL_SILENCE = Duration.ofMinutes(15);

  private static final Duration LONGEST_GRACE = Duration.ofHours(1);
  private static final int PERIODS = 3;

  public JobPlan {
    if (silence.toMillis() < 1) {
      throw new IllegalArgumentException("a run may be silent for a while: " + silence);
    }
  }

  /** One that is never due by itself. */
  static JobPlan byHand(ScheduleName name) {
    return new JobPlan(name, _ -> Optional.empty(), USUAL_SILENCE);
  }

  /**
   * When it is overdue unless it succeeds before: at its third due time, and half a period more, at
   * most an hour.
   *
   * @param from the last success
   */
  Optional<Instant> overdueAt(Instant from) {
    Optional<Instant> before = Optional.of(from);
    Optional<Instant> last = before;
    for (int i = 0; i < PERIODS; i++) {
      before = last;
      last = last.flatMap(due::next);
    }
    Instant first = before.orElse(from);
    return last.map(third -> third.plus(grace(Duration.between(first, third))));
  }

  private static Duration grace(Duration period) {
    Duration half = period.dividedBy(2);
    return half.compareTo(LONGEST_GRACE) < 0 ? half : LONGEST_GRACE;
  }
}
