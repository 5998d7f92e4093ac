package fr.mangatheque.continuity.notifier.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of attempts to deliver. Thread-safe. */
record DeliveryMetrics(Counter delivered, Counter failed, Counter abandoned) {
  static DeliveryMetrics of(String channel, MeterRegistry metrics) {
    return new DeliveryMetrics(
        counter(channel, "delivered", metrics),
        counter(channel, "failed", metrics),
        counter(channel, "abandoned", metrics));
  }

  private static Counter counter(String channel, String outcome, MeterRegistry metrics) {
    return Counter.builder("continuity.deliveries")
        .description("Attempts to deliver a notification")
        .tag("channel", channel)
        .tag("outcome", outcome)
        .register(metrics);
  }
}
