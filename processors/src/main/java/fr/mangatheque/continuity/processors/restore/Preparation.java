package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.StoreException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a destination before the first write, once, however many wait for it. Where nothing is
 * to be written, nobody asks for it, and the destination is left as it is. Thread-safe.
 */
final class Preparation {
  private final Destination to;
  private final Attempts attempts;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean done;
  private @Nullable PreparationException failure;

  Preparation(Destination to, Attempts attempts) {
    this.to = to;
    this.attempts = attempts;
  }

  /**
   * Returns once it is prepared.
   *
   * @throws PreparationException if it cannot be
   */
  void await() {
    if (done) {
      return;
    }
    lock.lock();
    try {
      if (failure != null) {
        throw failure;
      }
      if (!done) {
        to.prepare(attempts);
        done = true;
      }
    } catch (StoreException | UncheckedIOException e) {
      failure = new PreparationException(to.name() + " cannot be written to: " + e.getMessage(), e);
      throw failure;
    } finally {
      lock.unlock();
    }
  }
}
