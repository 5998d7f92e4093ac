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
 * @param chances due times after a success until one is the last by which it must succeed again
 * @param grace the longest it may take after that, at most half of all that time
 */
public record JobPlan(
    ScheduleName name, DueTimes due, Duration silence, int chances, Duration grace) {
  /** For runs that have no reason to be silent for longer. */
  public static final Duration USUAL_SILENCE = Duration.ofMinutes(15);

  private static final Duration USUAL_GRACE = Duration.ofHours(1);
  private static final int USUAL_CHANCES = 3;

  public JobPlan {
    if (chances < 1) {
      throw new IllegalArgumentException("a job has a chance to succeed");
    }
    if (silence.toMillis() < 1) {
      throw new IllegalArgumentException("a run may be silent for a while: " + silence);
    }
  }

  /** One that has three chances, as a job has that is due often. */
  public JobPlan(ScheduleName name, DueTimes due, Duration silence) {
    this(name, due, silence, USUAL_CHANCES, USUAL_GRACE);
  }

  /** One that has a single chance, and a while: as a job has that is due once in a long time. */
  public static JobPlan rare(ScheduleName name, DueTimes due, Duration grace) {
    return new JobPlan(name, due, USUAL_SILENCE, 1, grace);
  }

  /** Whether it has a single chance. */
  boolean isRare() {
    return chances == 1;
  }

  /** One that is never due by itself. */
  static JobPlan byHand(ScheduleName name) {
    return new JobPlan(name, _ -> Optional.empty(), USUAL_SILENCE);
  }

  /**
   * When it is overdue unless it succeeds before: at its last chance, and half a period more, at
   * most its grace.
   *
   * @param from the last success
   */
  Optional<Instant> overdueAt(Instant from) {
    Optional<Instant> before = Optional.of(from);
    Optional<Instant> last = before;
    for (int i = 0; i < chances; i++) {
      before = last;
      last = last.flatMap(due::next);
    }
    Instant first = before.orElse(from);
    return last.map(at -> at.plus(graceOf(Duration.between(first, at))));
  }

  private Duration graceOf(Duration period) {
    Duration half = period.dividedBy(2);
    return half.compareTo(grace) < 0 ? half : grace;
  }
}
