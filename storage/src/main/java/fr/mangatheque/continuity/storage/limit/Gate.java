package fr.mangatheque.continuity.storage.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether one more request may go to an endpoint. Not thread-safe; nothing here waits. */
final class Gate {
  private Aimd state;
  private @Nullable TokenBucket requests;
  private int inFlight;
  private long throttled;

  /**
   * @param requestsPerSecond null if that is not capped
   */
  Gate(int max, @Nullable Long requestsPerSecond, Instant now) {
    this.state = Aimd.startingAt(max);
    this.requests = requestsPerSecond == null ? null : TokenBucket.full(requestsPerSecond, 1, now);
  }

  /** How long until one may pass: {@link Line#FOREVER} if one that is under way must end first. */
  Duration untilFree(Instant now) {
    Duration pause = pause(now);
    if (pause.isPositive()) {
      return pause;
    }
    if (inFlight >= state.whole()) {
      return Line.FOREVER;
    }
    return requests == null ? Duration.ZERO : requests.until(1, now);
  }

  /** How long the endpoint is still to be left alone, as it asked. */
  Duration pause(Instant now) {
    Duration left = Duration.between(now, state.pausedUntil());
    return left.isPositive() ? left : Duration.ZERO;
  }

  Instant pausedUntil() {
    return state.pausedUntil();
  }

  void pass(Instant now) {
    inFlight++;
    alsoAsked(1, now);
  }

  /** Requests of one that passed are not held up; those that come later wait for them, too. */
  void alsoAsked(int more, Instant now) {
    if (requests != null) {
      requests = requests.take(more, now);
    }
  }

  void ended() {
    inFlight--;
  }

  void succeeded() {
    state = state.succeeded();
  }

  void throttled(Instant startedAt, Instant now, @Nullable Duration retryAfter) {
    throttled++;
    tooSlow(startedAt, now, retryAfter);
  }

  void tooSlow(Instant startedAt, Instant now, @Nullable Duration retryAfter) {
    state = state.throttled(startedAt, now, retryAfter);
  }

  int limit() {
    return state.whole();
  }

  int inFlight() {
    return inFlight;
  }

  long throttled() {
    return throttled;
  }
}
