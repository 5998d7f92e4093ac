package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.hint.PublishOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log how Kafka takes events: once an outage, now and then while it is slow. How many
 * requests that costs is counted. Thread-safe.
 */
final class KafkaTidings {
  private static final Logger log = LoggerFactory.getLogger(KafkaTidings.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicReference<Instant> toldSlow = new AtomicReference<>(Instant.MIN);

  KafkaTidings(InstantSource clock) {
    this.clock = clock;
  }

  void of(PublishOutcome outcome, String sender) {
    switch (outcome) {
      case PublishOutcome.Acknowledged _ -> {
        if (away.getAndSet(false)) {
          log.atInfo().log("Kafka confirms events again");
        }
      }
      case PublishOutcome.Busy(Duration retryAfter) -> slow(sender, retryAfter);
      case PublishOutcome.Unconfirmed(Exception cause) -> {
        if (!away.getAndSet(true)) {
          log.atWarn()
              .addKeyValue("sender", sender)
              .addKeyValue("cause", cause.toString())
              .log("Kafka does not confirm events: until it does, senders are told to repeat them");
        }
      }
    }
  }

  private void slow(String sender, Duration retryAfter) {
    Instant now = clock.instant();
    Instant before = toldSlow.get();
    if (before.isBefore(now.minus(PAUSE)) && toldSlow.compareAndSet(before, now)) {
      log.atWarn()
          .addKeyValue("sender", sender)
          .addKeyValue("retryAfter", retryAfter)
          .log("Kafka takes events more slowly than they come: senders are told to come again");
    }
  }
}
