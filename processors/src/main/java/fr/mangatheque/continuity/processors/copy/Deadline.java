package fr.mangatheque.continuity.processors.copy;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ends one task that takes too long, or is no longer wanted, by interrupting its thread: blocked
 * I/O of a virtual thread then fails at once. Made and closed by the task's own thread; other
 * threads may cancel.
 */
final class Deadline implements AutoCloseable {
  private enum State {
    RUNNING,
    EXPIRED,
    CANCELLED,
    CLOSED
  }

  private final Thread task = Thread.currentThread();
  private final long startedAt = System.nanoTime();
  private final Allowance allowance;
  private final ScheduledExecutorService timer;
  private final ReentrantLock lock = new ReentrantLock();
  private State state = State.RUNNING;
  private @Nullable ScheduledFuture<?> alarm;
  private Duration allowed;
  private long besides;

  Deadline(Allowance allowance, long expectedSize, ScheduledExecutorService timer) {
    this.allowance = allowance;
    this.timer = timer;
    this.allowed = allowance.forSize(expectedSize);
    arm();
  }

  /** The size is known now: the time for it counts from the task's start. */
  void sizeIs(long size) {
    lock.lock();
    try {
      allowed = allowance.forSize(size > Long.MAX_VALUE - besides ? size : size + besides);
      if (state == State.RUNNING) {
        arm();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Beside the object of a size yet to be told, so many bytes are dealt with. */
  void alsoTakes(long bytes) {
    lock.lock();
    try {
      besides = Math.max(0, bytes);
    } finally {
      lock.unlock();
    }
    sizeIs(0);
  }

  private void arm() {
    if (alarm != null) {
      alarm.cancel(false);
    }
    long left = allowed.toNanos() - (System.nanoTime() - startedAt);
    alarm = timer.schedule(() -> end(State.EXPIRED), Math.max(0, left), TimeUnit.NANOSECONDS);
  }

  /** The task's outcome is no longer wanted. */
  void cancel() {
    end(State.CANCELLED);
  }

  private void end(State how) {
    lock.lock();
    try {
      if (state == State.RUNNING) {
        state = how;
        task.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean expired() {
    return is(State.EXPIRED);
  }

  boolean cancelled() {
    return is(State.CANCELLED);
  }

  private boolean is(State wanted) {
    lock.lock();
    try {
      return state == wanted;
    } finally {
      lock.unlock();
    }
  }

  /** How long the task was allowed to take. */
  Duration allowed() {
    lock.lock();
    try {
      return allowed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * From here on the thread is not interrupted, and not left interrupted. How it ended still holds.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      if (alarm != null) {
        alarm.cancel(false);
      }
      if (state == State.RUNNING) {
        state = State.CLOSED;
      } else {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }
}
