package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.form.ParsedEvents;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted of events; those that are published are counted where that is done. */
final class EventMetrics {
  private final MeterRegistry registry;

  EventMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A stranger's word for a kind is no name for a metric, so only whether it is known is kept. */
  void passedOver(String form, ParsedEvents.PassedOver event) {
    registry
        .counter(
            "continuity.intake.events.passed.over",
            "form",
            form,
            "kind",
            event.known() ? "known" : "unknown")
        .increment();
  }
}
