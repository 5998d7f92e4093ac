package fr.mangatheque.continuity.notifier.delivery;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the consequences of outcomes, for one channel. Owned by one thread. */
final class Outcomes {
  private static final Logger log = LoggerFactory.getLogger(Outcomes.class);

  private final String channel;
  private final Frontier frontier;
  private final Lanes lanes;
  private final ChannelHealth health;
  private final Reports reports;
  private final DeliveryMetrics metrics;
  private final InstantSource clock;

  Outcomes(
      String channel,
      Frontier frontier,
      Lanes lanes,
      Reports reports,
      DeliveryMetrics metrics,
      InstantSource clock) {
    this.channel = channel;
    this.frontier = frontier;
    this.lanes = lanes;
    this.health = new ChannelHealth(channel);
    this.reports = reports;
    this.metrics = metrics;
    this.clock = clock;
  }

  void accept(Outcome outcome) {
    switch (outcome) {
      case Outcome.Delivered it -> delivered(it.delivery());
      case Outcome.Failed it -> failed(it);
      case Outcome.Abandoned it -> abandoned(it);
      case Outcome.Buried it -> frontier.done(it.partition(), it.offset());
    }
  }

  /** It is another process's now. */
  void dropped(Delivery delivery) {
    health.dropped(delivery);
  }

  private void delivered(Delivery delivery) {
    finish(delivery);
    metrics.delivered().increment();
    health.delivered(delivery, clock.instant()).ifPresent(reports::failure);
    log.atInfo()
        .addKeyValue("channel", channel)
        .addKeyValue("notification", delivery.notification().getId())
        .addKeyValue("kind", delivery.notification().getKind())
        .log("Notification delivered");
  }

  private void failed(Outcome.Failed failed) {
    metrics.failed().increment();
    reports.failure(health.failed(failed));
    log.atWarn()
        .addKeyValue("channel", channel)
        .addKeyValue("notification", failed.delivery().notification().getId())
        .addKeyValue("attempts", failed.attempts())
        .addKeyValue("why", failed.why().getMessage())
        .log("Notification not delivered; it is tried again");
  }

  private void abandoned(Outcome.Abandoned abandoned) {
    finish(abandoned.delivery());
    metrics.abandoned().increment();
    reports.failure(health.abandoned(abandoned, clock.instant()));
    log.atError()
        .addKeyValue("channel", channel)
        .addKeyValue("notification", abandoned.delivery().notification().getId())
        .addKeyValue("summary", abandoned.delivery().notification().getSummary())
        .addKeyValue("attempts", abandoned.attempts())
        .setCause(abandoned.why())
        .log("Notification dropped: nobody was told, and it is too old to try again");
  }

  private void finish(Delivery delivery) {
    frontier.done(delivery.partition(), delivery.offset());
    lanes.finished(delivery);
  }
}
