package fr.mangatheque.continuity.processors.canary;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is counted of round trips. Thread-safe. */
final class CanaryMetrics {
  private final MeterRegistry registry;

  CanaryMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void ended(String source, Outcome outcome, Duration took) {
    switch (outcome) {
      case Outcome.Proven _ ->
          Timer.builder("continuity.canary.round.trip")
              .description("From the write, or the first question, to the last byte compared")
              .tag("source", source)
              .register(registry)
              .record(took);
      case Outcome.Failed failed ->
          registry
              .counter(
                  "continuity.canary.failures", "source", source, "cause", failed.cause().name())
              .increment();
      case Outcome.Skipped _ -> {}
    }
  }
}
