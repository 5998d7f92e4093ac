package fr.mangatheque.continuity.processors.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the ledger counts. Thread-safe. */
final class LedgerMetrics {
  private final MeterRegistry registry;
  private final ConcurrentMap<Integer, AtomicInteger> outstanding = new ConcurrentHashMap<>();

  LedgerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void hint(String source, Input.Hint.Kind kind, boolean work) {
    registry
        .counter(
            "continuity.ledger.hints",
            "source",
            source,
            "kind",
            kind.name().toLowerCase(Locale.ROOT),
            "work",
            Boolean.toString(work))
        .increment();
  }

  void request(String source, Ask ask) {
    registry
        .counter(
            "continuity.ledger.requests",
            "source",
            source,
            "reason",
            ask.reason().name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void stray(String source) {
    registry.counter("continuity.ledger.strays", "source", source).increment();
  }

  void order(String source, String kind) {
    registry.counter("continuity.ledger.orders", "source", source, "kind", kind).increment();
  }

  ReadBackMetrics readBacks(int partition) {
    return new ReadBackMetrics(registry, partition);
  }

  void outstanding(int partition, int requests) {
    outstanding
        .computeIfAbsent(
            partition,
            p ->
                registry.gauge(
                    "continuity.ledger.outstanding",
                    List.of(Tag.of("partition", String.valueOf(p))),
                    new AtomicInteger()))
        .set(requests);
  }
}
