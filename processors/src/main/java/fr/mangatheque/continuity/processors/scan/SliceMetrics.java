package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.event.ScanResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What listing counts. Thread-safe. */
final class SliceMetrics {
  private final MeterRegistry registry;
  private final AtomicLong running = new AtomicLong();

  SliceMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("continuity.scan.running", running, AtomicLong::get)
        .description("Slices that are being listed")
        .register(registry);
  }

  void begun() {
    running.incrementAndGet();
  }

  void ended() {
    running.decrementAndGet();
  }

  void done(ScanResult result) {
    count("continuity.scan.slices", "Slices answered", result)
        .tag("outcome", result.getOutcome().name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
    add("continuity.scan.pages", "LIST requests made", result, result.getPages());
    add("continuity.scan.names", "Names listed", result, result.getListed());
    add("continuity.scan.hints", "Hints and proofs told", result, result.getHinted());
  }

  private void add(String name, String description, ScanResult result, long amount) {
    count(name, description, result).register(registry).increment(amount);
  }

  private static Counter.Builder count(String name, String description, ScanResult result) {
    return Counter.builder(name)
        .description(description)
        .tag("source", result.getSource())
        .tag("side", ScanWords.bucket(result.getSide()));
  }
}
