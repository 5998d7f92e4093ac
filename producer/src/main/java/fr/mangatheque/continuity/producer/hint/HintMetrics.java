package fr.mangatheque.continuity.producer.hint;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What is counted of publishing. */
final class HintMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final Timer acknowledged;
  private final Timer unconfirmed;
  private final Timer busy;

  HintMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.acknowledged = timer("acknowledged");
    this.unconfirmed = timer("unconfirmed");
    this.busy = timer("busy");
  }

  private Timer timer(String outcome) {
    return Timer.builder("continuity.hints.publish")
        .description("Time from taking a request's hints to Kafka's last acknowledgement")
        .tag("outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  void published(List<Hint> hints, PublishOutcome outcome, long nanos) {
    switch (outcome) {
      case PublishOutcome.Acknowledged _ -> {
        acknowledged.record(nanos, TimeUnit.NANOSECONDS);
        hints.forEach(this::count);
      }
      case PublishOutcome.Unconfirmed _ -> unconfirmed.record(nanos, TimeUnit.NANOSECONDS);
      case PublishOutcome.Busy _ -> busy.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void count(Hint hint) {
    String action = hint.kind().name().toLowerCase(Locale.ROOT);
    registry
        .counter("continuity.hints.published", "source", hint.object().source(), "action", action)
        .increment();
  }
}
