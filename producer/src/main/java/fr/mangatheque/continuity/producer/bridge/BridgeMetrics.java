package fr.mangatheque.continuity.producer.bridge;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of records. Thread-safe. */
record BridgeMetrics(MeterRegistry registry) {
  void settled(Reading reading) {
    switch (reading) {
      case Reading.Understood understood ->
          count(understood.form(), understood.hints().isEmpty() ? "passed-over" : "published");
      case Reading.Unreadable _ -> count("none", "dead-letter");
    }
  }

  private void count(String form, String outcome) {
    registry.counter("continuity.bridge.records", "form", form, "outcome", outcome).increment();
  }
}
