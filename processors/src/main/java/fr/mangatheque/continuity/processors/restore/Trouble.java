package fr.mangatheque.continuity.processors.restore;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether it makes sense to go on: not when everything fails, one after the other. A store that is
 * full, forbidden or down would else be asked for each of a million objects. Thread-safe.
 */
final class Trouble {
  private final int enough;
  private final ReentrantLock lock = new ReentrantLock();
  private int inARow;
  private @Nullable String verdict;

  /**
   * @param enough failures of a store in a row, without one success between
   */
  Trouble(int enough) {
    this.enough = enough;
  }

  void succeeded() {
    lock.lock();
    try {
      inARow = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Returns why to end, once that is so. */
  Optional<String> failed(String reason) {
    lock.lock();
    try {
      inARow++;
      if (verdict == null && inARow >= enough) {
        verdict = "the last " + inARow + " objects all failed, the last one so: " + reason;
      }
      return Optional.ofNullable(verdict);
    } finally {
      lock.unlock();
    }
  }
}
