package fr.mangatheque.continuity.testkit.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The server's idea of the time, which a test may put wrong. */
final class ServerClock implements InstantSource {
  private final InstantSource source;
  private volatile Duration shift = Duration.ZERO;

  ServerClock(InstantSource source) {
    this.source = source;
  }

  @Override
  public Instant instant() {
    Duration by = shift;
    return by.isZero() ? source.instant() : source.instant().plus(by);
  }

  void shift(Duration by) {
    shift = by;
  }
}
