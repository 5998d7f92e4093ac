package fr.mangatheque.continuity.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Lets a few deliveries at a time through to a channel, and none while it asks for peace. */
final class Gate {
  private static final int AT_ONCE = 4;

  private final Semaphore permits = new Semaphore(AT_ONCE);
  private final AtomicReference<Instant> closedUntil = new AtomicReference<>(Instant.MIN);
  private final InstantSource clock;

  Gate(InstantSource clock) {
    this.clock = clock;
  }

  void enter() throws InterruptedException {
    permits.acquire();
    try {
      for (Instant now = clock.instant(); now.isBefore(closedUntil.get()); now = clock.instant()) {
        Thread.sleep(Duration.between(now, closedUntil.get()).plusMillis(1));
      }
    } catch (InterruptedException e) {
      permits.release();
      throw e;
    }
  }

  void leave() {
    permits.release();
  }

  void closeFor(Duration wait) {
    Instant until = clock.instant().plus(wait);
    closedUntil.accumulateAndGet(until, (one, other) -> one.isAfter(other) ? one : other);
  }
}
