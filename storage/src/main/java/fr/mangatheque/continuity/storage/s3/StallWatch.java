package fr.mangatheque.continuity.storage.s3;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Gives up an exchange in which one wait lasts too long. It looks when the wait that it last knew
 * of would be too long, so a wait costs no timer of its own, as a socket's time-out does. One
 * thread waits.
 */
final class StallWatch {
  private final Duration patience;
  private final Runnable giveUp;
  private volatile boolean waiting;
  private volatile long since;
  private volatile boolean stopped;
  private volatile boolean gaveUp;
  private volatile @Nullable Future<?> timer;

  /**
   * @param giveUp called when a wait has lasted for {@code patience}; must not block
   */
  StallWatch(Duration patience, Runnable giveUp) {
    this.patience = patience;
    this.giveUp = giveUp;
  }

  /** A wait begins. */
  void waits() {
    since = System.nanoTime();
    waiting = true;
    if (timer == null) {
      timer = Timer.after(patience.toNanos(), this::look);
    }
  }

  /** What was waited for came. */
  void goesOn() {
    waiting = false;
  }

  private void look() {
    if (stopped) {
      return;
    }
    long left = patience.toNanos() - (waiting ? System.nanoTime() - since : 0);
    if (left <= 0) {
      gaveUp = true;
      giveUp.run();
    } else {
      timer = Timer.after(left, this::look);
    }
  }

  /** Nothing is waited for any more. */
  void stop() {
    stopped = true;
    Future<?> set = timer;
    if (set != null) {
      set.cancel(false);
    }
  }

  /** Why the exchange failed: what it met, or, where it was given up, that. */
  IOException why(IOException met) {
    if (!gaveUp) {
      return met;
    }
    var late = new SocketTimeoutException("nothing moved for " + patience.toMillis() + " ms");
    late.initCause(met);
    return late;
  }
}
