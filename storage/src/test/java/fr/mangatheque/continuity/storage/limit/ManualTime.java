package fr.mangatheque.continuity.storage.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;

/** A clock that stands still until it is told, or until somebody waits for it. */
final class ManualTime implements InstantSource, Waits {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private volatile Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  Duration elapsed() {
    return Duration.between(START, now);
  }

  /** For a test of one thread: nobody could signal it. */
  @Override
  public void await(Condition turn, Duration atMost) {
    if (atMost.equals(Line.FOREVER)) {
      throw new IllegalStateException("it would wait for ever");
    }
    advance(atMost);
  }
}
