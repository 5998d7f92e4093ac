package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Lets through to one endpoint as many requests as it bears (see {@link Aimd}) and leaves it alone
 * as long as it asks for. Thread-safe.
 */
final class AdaptiveLimit {
  /** A pause longer than this is not waited for: the task goes back, to be asked for again. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String endpoint;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Aimd state;
  private int inFlight;

  AdaptiveLimit(String endpoint, int max, InstantSource clock) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.state = Aimd.startingAt(max);
  }

  /** One request's leave to be under way. Close it when its answer is read. */
  final class Permit implements AutoCloseable {
    private final Instant startedAt = clock.instant();
    private boolean closed;

    private Permit() {}

    void succeeded() {
      change(Aimd::succeeded);
    }

    /** The request failed; of these only a throttled one says anything of the limit. */
    void failed(StoreException e) {
      if (e.fault() == StoreFault.THROTTLED) {
        Duration retryAfter = e instanceof StoreException.Transient t ? t.retryAfter() : null;
        change(s -> s.throttled(startedAt, clock.instant(), retryAfter));
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          inFlight--;
          changed.signal();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Waits for leave to ask.
   *
   * @throws StoreException THROTTLED, without a request, if the endpoint asked to be left alone for
   *     longer than is worth waiting
   */
  Permit enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Duration pause = Duration.between(clock.instant(), state.pausedUntil());
        if (pause.compareTo(PATIENCE) > 0) {
          throw StoreException.of(
              StoreFault.THROTTLED,
              endpoint + " asked to be left alone until " + state.pausedUntil(),
              null,
              pause);
        }
        if (pause.isPositive()) {
          changed.awaitNanos(pause.toNanos());
        } else if (inFlight >= state.whole()) {
          changed.await();
        } else {
          inFlight++;
          return new Permit();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** What used the endpoint since {@code startedAt} took too long: it bears fewer at a time. */
  void timedOut(Instant startedAt) {
    change(s -> s.throttled(startedAt, clock.instant(), null));
  }

  private void change(UnaryOperator<Aimd> step) {
    lock.lock();
    try {
      state = step.apply(state);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int limit() {
    lock.lock();
    try {
      return state.whole();
    } finally {
      lock.unlock();
    }
  }
}
