package fr.mangatheque.continuity.processors.ledger;

import io.micrometer.core.instrument.Counter;
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

  // a scan tells of millions: looking a counter up in the registry costs more than to decide
  private final ConcurrentMap<HintTags, Counter> hints = new ConcurrentHashMap<>();

  private final ConcurrentMap<String, Counter> listed = new ConcurrentHashMap<>();

  private final ConcurrentMap<Integer, ReadBackMetrics> readBacks = new ConcurrentHashMap<>();

  private record HintTags(String source, Input.Hint.Kind kind, boolean work) {}

  LedgerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void hint(String source, Input.Hint.Kind kind, boolean work) {
    hints.computeIfAbsent(new HintTags(source, kind, work), this::hintCounter).increment();
  }

  private Counter hintCounter(HintTags tags) {
    return registry.counter(
        "continuity.ledger.hints",
        "source",
        tags.source,
        "kind",
        tags.kind.name().toLowerCase(Locale.ROOT),
        "work",
        Boolean.toString(tags.work));
  }

  void listed(String source) {
    listed
        .computeIfAbsent(
            source, name -> registry.counter("continuity.ledger.listed", "source", name))
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

  void missedEvent(String source) {
    registry.counter("continuity.ledger.missed.events", "source", source).increment();
  }

  void absenceVoided(String source) {
    registry.counter("continuity.ledger.absence.voided", "source", source).increment();
  }

  void absenceJudged(String source) {
    registry.counter("continuity.ledger.absence.judged", "source", source).increment();
  }

  /** The same for a partition that comes back: a gauge is not registered twice. */
  ReadBackMetrics readBacks(int partition) {
    return readBacks.computeIfAbsent(partition, it -> new ReadBackMetrics(registry, it));
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
