package fr.mangatheque.continuity.producer.access;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts attempts that were refused, says how long each address's next refusal is to be held back,
 * and logs them now and then, never with what was shown. Whoever shows nothing guesses nothing:
 * many clients do so first, to be asked for their password, and it is counted only. Keeps a bounded
 * number of addresses; whom it forgets starts afresh. Thread-safe.
 */
public final class FailedAttempts {
  /** The longest that a refusal is held back. */
  public static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

  /** Attempts of an address that are not held back: a sender's mistake is no attack. */
  static final int FREE = 3;

  static final int MOST_ADDRESSES = 1024;

  private static final Duration FIRST_DELAY = Duration.ofMillis(50);
  private static final Duration FORGOTTEN = Duration.ofMinutes(1);
  private static final Duration LOG_PAUSE = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(FailedAttempts.class);

  private final InstantSource clock;
  private final MeterRegistry registry;
  private final String site;
  private final Map<String, Seen> addresses = new LinkedHashMap<>();
  private long unlogged;
  private @Nullable Instant logged;

  private record Seen(int attempts, Instant last) {}

  /**
   * @param site where they are made, as metrics name it
   */
  public FailedAttempts(String site, InstantSource clock, MeterRegistry registry) {
    this.site = site;
    this.clock = clock;
    this.registry = registry;
    for (Caller.Reason reason : Caller.Reason.values()) {
      counted(reason, 0);
    }
  }

  /**
   * Takes note of one.
   *
   * @param address it came from, without its port
   * @return how long to wait before it is answered
   */
  public Duration failed(String address, Caller.Reason reason) {
    counted(reason, 1);
    if (reason == Caller.Reason.NOTHING_SHOWN) {
      return Duration.ZERO;
    }
    Instant now = clock.instant();
    synchronized (addresses) {
      tell(address, reason, now);
      Seen before = addresses.remove(address);
      boolean goesOn = before != null && now.isBefore(before.last().plus(FORGOTTEN));
      int attempts = goesOn && before != null ? before.attempts() + 1 : 1;
      addresses.put(address, new Seen(attempts, now));
      if (addresses.size() > MOST_ADDRESSES) {
        addresses.remove(addresses.keySet().iterator().next());
      }
      return delay(attempts);
    }
  }

  static Duration delay(int attempts) {
    if (attempts <= FREE) {
      return Duration.ZERO;
    }
    int doublings = Math.min(attempts - FREE - 1, 10);
    Duration delay = FIRST_DELAY.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
  }

  private void counted(Caller.Reason reason, int attempts) {
    registry
        .counter("continuity." + site + ".unauthorized", "reason", word(reason))
        .increment(attempts);
  }

  private static String word(Caller.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void tell(String address, Caller.Reason reason, Instant now) {
    unlogged++;
    Instant before = logged;
    if (before == null || !now.isBefore(before.plus(LOG_PAUSE))) {
      log.atWarn()
          .addKeyValue("site", site)
          .addKeyValue("attempts", unlogged)
          .addKeyValue("address", address)
          .addKeyValue("reason", word(reason))
          .log("Attempts without a right to it were refused; the latest is shown");
      unlogged = 0;
      logged = now;
    }
  }
}
