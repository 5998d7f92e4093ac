package fr.mangatheque.continuity.producer.queue;

import fr.mangatheque.continuity.schemas.CauseClass;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a request to the queue. */
sealed interface Reply<T> {
  /** It was done. */
  record Done<T>(T value) implements Reply<T> {}

  /**
   * It asks us to come less often.
   *
   * @param retryAfter when to come again, if it said so
   */
  record SlowDown<T>(@Nullable Duration retryAfter, String words) implements Reply<T> {}

  /**
   * It was not done, or nobody knows.
   *
   * @param permanent if only a person's act can mend it
   * @param words what happened, for a person; without secrets
   */
  record Failed<T>(CauseClass cause, boolean permanent, String words) implements Reply<T> {}
}
