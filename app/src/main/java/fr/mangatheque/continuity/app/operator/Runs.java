package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.Run;
import java.time.Instant;
import java.util.Optional;

/** Knows what became of runs of jobs. Thread-safe; blocks. */
public interface Runs {
  /**
   * What was told last of a run; empty if nothing was yet.
   *
   * @param schedule its job, as {@code source/job}
   * @param dueAt since when it can have been told of
   * @throws RuntimeException if it cannot be found out
   */
  Optional<Run> find(String schedule, String runId, Instant dueAt);
}
