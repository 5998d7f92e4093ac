package fr.mangatheque.continuity.processors.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a partition tells of how long ago its objects were read back. Thread-safe. */
final class ReadBackMetrics {
  private final MeterRegistry registry;
  private final int partition;
  private final Map<String, AtomicLong> oldest = new ConcurrentHashMap<>();
  private final Map<String, AtomicReference<Coverage>> covered = new ConcurrentHashMap<>();
  private final Queue<Meter> gauges = new ConcurrentLinkedQueue<>();

  ReadBackMetrics(MeterRegistry registry, int partition) {
    this.registry = registry;
    this.partition = partition;
  }

  /** The longest time ago that any object was read back, or proven, last. */
  void oldest(String source, Instant last) {
    oldest.computeIfAbsent(source, this::oldestGauge).set(last.getEpochSecond());
  }

  private AtomicLong oldestGauge(String source) {
    AtomicLong value = new AtomicLong();
    register(
        source,
        Gauge.builder("continuity.scrub.oldest.timestamp", value, AtomicLong::get)
            .description("When the least recently verified object was read back, or proven, last")
            .baseUnit("seconds"));
    return value;
  }

  /** How much was read back lately. */
  void covered(String source, Coverage coverage) {
    covered.computeIfAbsent(source, name -> coveredGauges(name, coverage)).set(coverage);
  }

  private AtomicReference<Coverage> coveredGauges(String source, Coverage first) {
    AtomicReference<Coverage> now = new AtomicReference<>(first);
    gauge(source, now, "continuity.scrub.held.versions", null, Coverage::versions);
    gauge(source, now, "continuity.scrub.held", "bytes", Coverage::bytes);
    gauge(source, now, "continuity.scrub.covered.versions", null, Coverage::readVersions);
    gauge(source, now, "continuity.scrub.covered", "bytes", Coverage::readBytes);
    return now;
  }

  private void gauge(
      String source,
      AtomicReference<Coverage> now,
      String name,
      @Nullable String unit,
      ToLongFunction<Coverage> figure) {
    String what =
        name.contains("covered") ? "read back within scrub.within" : "that are to be read back";
    register(
        source,
        Gauge.builder(name, now, it -> figure.applyAsLong(it.get()))
            .description("What the backup holds, " + what)
            .baseUnit(unit));
  }

  private void register(String source, Gauge.Builder<?> gauge) {
    gauges.add(
        gauge.tag("source", source).tag("partition", String.valueOf(partition)).register(registry));
  }

  /** As it was told last; null if it was not. */
  @Nullable Coverage coverage(String source) {
    AtomicReference<Coverage> known = covered.get(source);
    return known == null ? null : known.get();
  }

  /** An object is read back. */
  void asked(String source) {
    registry.counter("continuity.scrub.asked", "source", source).increment();
  }

  /** The partition goes elsewhere: who adds up what all processes tell must not count it twice. */
  void moved() {
    oldest.clear();
    covered.clear();
    List.copyOf(gauges)
        .forEach(
            gauge -> {
              gauges.remove(gauge);
              registry.remove(gauge);
            });
  }
}
