package fr.mangatheque.continuity.storage.s3;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A moment until which something must have happened, else it is given up. Thread-safe. */
final class Deadline {
  private static final int OPEN = 0;
  private static final int MET = 1;
  private static final int MISSED = 2;

  private final AtomicInteger state = new AtomicInteger(OPEN);
  private final Future<?> timer;

  private Deadline(Duration limit, Runnable giveUp) {
    timer =
        Timer.after(
            limit.toNanos(),
            () -> {
              if (state.compareAndSet(OPEN, MISSED)) {
                giveUp.run();
              }
            });
  }

  /**
   * @param giveUp called when the time is over, unless it was {@link #met} before; must not block
   */
  static Deadline in(Duration limit, Runnable giveUp) {
    return new Deadline(limit, giveUp);
  }

  /** It has happened; false if that was too late. */
  boolean met() {
    if (state.compareAndSet(OPEN, MET)) {
      timer.cancel(false);
    }
    return state.get() == MET;
  }
}
