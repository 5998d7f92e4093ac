package fr.mangatheque.continuity.processors.job;

import java.time.Instant;
import java.util.Optional;

/** When a job is due. Thread-safe. */
@FunctionalInterface
public interface DueTimes {
  /** The first due time after {@code after}; empty if there is none. */
  Optional<Instant> next(Instant after);
}
