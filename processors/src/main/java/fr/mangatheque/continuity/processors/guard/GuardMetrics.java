package fr.mangatheque.continuity.processors.guard;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What the guard counts. Thread-safe. */
final class GuardMetrics {
  private final MeterRegistry registry;
  private final OpenCases cases;

  GuardMetrics(MeterRegistry registry, OpenCases cases) {
    this.registry = registry;
    this.cases = cases;
  }

  /** From now on {@code source} is shown, as the process that has its partition knows it. */
  void show(String source) {
    Gauge.builder("continuity.guard.pending", cases, it -> it.figure(source, GuardState::pending))
        .description("Deletions that wait for their window, or for a decision")
        .tag("source", source)
        .strongReference(true)
        .register(registry);
    Gauge.builder("continuity.guard.frozen", cases, it -> it.figure(source, GuardMetrics::frozen))
        .description("Deletions that wait for a person, or for the audit after a decision")
        .tag("source", source)
        .strongReference(true)
        .register(registry);
    registry.counter("continuity.guard.trips", "source", source);
  }

  private static long frozen(GuardState state) {
    return state.frozen() ? state.pending() : 0;
  }

  void trip(String source) {
    registry.counter("continuity.guard.trips", "source", source).increment();
  }

  void decided(String source, GuardOutput.Verdict verdict) {
    registry
        .counter(
            "continuity.guard.decisions",
            "source",
            source,
            "verdict",
            switch (verdict) {
              case GRANTED -> "granted";
              case REJECTED -> "rejected";
            })
        .increment();
  }
}
