package fr.mangatheque.continuity.processors.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a partition tells of how long ago its objects were read back. Thread-safe. */
final class ReadBackMetrics {
  private final MeterRegistry registry;
  private final int partition;
  private final Map<String, AtomicLong> oldest = new ConcurrentHashMap<>();

  ReadBackMetrics(MeterRegistry registry, int partition) {
    this.registry = registry;
    this.partition = partition;
  }

  /** The longest time ago that any object was read back, or proven, last. */
  void oldest(String source, Instant last) {
    oldest.computeIfAbsent(source, this::gauge).set(last.getEpochSecond());
  }

  private AtomicLong gauge(String source) {
    AtomicLong value = new AtomicLong();
    Gauge.builder("continuity.scrub.oldest.timestamp", value, AtomicLong::get)
        .description("When the least recently verified object was read back, or proven, last")
        .baseUnit("seconds")
        .tag("source", source)
        .tag("partition", String.valueOf(partition))
        .register(registry);
    return value;
  }

  /** An object is read back. */
  void asked(String source) {
    registry.counter("continuity.scrub.asked", "source", source).increment();
  }
}
