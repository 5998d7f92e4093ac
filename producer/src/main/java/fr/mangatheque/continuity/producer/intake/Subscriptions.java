package fr.mangatheque.continuity.producer.intake;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log who waits for a subscription to be confirmed: of each sender and topic once a
 * minute, and of no more than {@link #MOST} of them, however many are asked for. Thread-safe.
 */
final class Subscriptions {
  static final int MOST = 64;

  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);

  private final InstantSource clock;
  private final Map<Asked, Instant> told = new HashMap<>();

  private record Asked(String sender, String topic) {}

  Subscriptions(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes note of one, and tells whether the log was told. */
  boolean asked(String sender, String topic, URI confirmAt) {
    if (!isNews(new Asked(sender, topic))) {
      return false;
    }
    log.atWarn()
        .addKeyValue("sender", sender)
        .addKeyValue("topic", topic)
        .addKeyValue("confirmAt", confirmAt)
        .log("A sender waits for its subscription to be confirmed: open its address once");
    return true;
  }

  private synchronized boolean isNews(Asked asked) {
    Instant now = clock.instant();
    told.values().removeIf(at -> !now.isBefore(at.plus(PAUSE)));
    return told.size() < MOST && told.putIfAbsent(asked, now) == null;
  }
}
