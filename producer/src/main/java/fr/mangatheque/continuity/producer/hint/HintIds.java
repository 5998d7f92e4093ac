package fr.mangatheque.continuity.producer.hint;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Identities of hints: unique, and ordered by time as text, strictly so within one process even
 * when its clock goes back. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, UUID version 7</a>
 */
final class HintIds {
  private static final int COUNTER_BITS = 12;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Milliseconds and, below them, a counter: what the last id was made with. */
  private final AtomicLong last = new AtomicLong();

  HintIds(InstantSource clock) {
    this.clock = clock;
  }

  String next() {
    long now = clock.millis() << COUNTER_BITS;
    long tick = last.updateAndGet(before -> Math.max(now, before + 1));
    long millis = tick >>> COUNTER_BITS;
    long counter = tick & ((1L << COUNTER_BITS) - 1);
    long high = (millis << 16) | VERSION | counter;
    long low = VARIANT | (random.nextLong() >>> 2);
    return new UUID(high, low).toString();
  }
}
