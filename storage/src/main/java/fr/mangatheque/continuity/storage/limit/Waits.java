package fr.mangatheque.continuity.storage.limit;

import java.time.Duration;
import java.util.concurrent.locks.Condition;

/** How one who is not let through waits. Tests let time pass instead. */
@FunctionalInterface
interface Waits {
  /** Until it is signalled. */
  @SuppressWarnings("WaitNotInLoop") // the caller loops
  Waits REAL =
      (turn, atMost) -> {
        if (atMost.equals(Line.FOREVER)) {
          turn.await();
        } else {
          var _ = turn.awaitNanos(atMost.toNanos());
        }
      };

  /**
   * May return early for no reason, so it is called in a loop.
   *
   * @param atMost {@link Line#FOREVER}, or less than a day
   */
  void await(Condition turn, Duration atMost) throws InterruptedException;
}
