package fr.mangatheque.continuity.processors.scan;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** How long ago scans were complete, of the schedules this process decides on. Thread-safe. */
final class ScanMetrics {
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<String, Last> lasts = new ConcurrentHashMap<>();

  private record Last(AtomicReference<Instant> at, Gauge gauge) {}

  ScanMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** A scan of this schedule was complete then. */
  void completed(String schedule, Instant at) {
    lasts.computeIfAbsent(schedule, it -> register(it, at)).at().set(at);
  }

  private Last register(String schedule, Instant at) {
    AtomicReference<Instant> last = new AtomicReference<>(at);
    int slash = schedule.indexOf('/');
    Gauge gauge =
        TimeGauge.builder("continuity.scan.age", last, TimeUnit.SECONDS, this::age)
            .description("Since the last scan that was complete")
            .tag("source", schedule.substring(0, slash))
            .tag("job", schedule.substring(slash + 1))
            .register(registry);
    return new Last(last, gauge);
  }

  private double age(AtomicReference<Instant> last) {
    return Duration.between(last.get(), clock.instant()).toMillis() / 1e3;
  }

  /** Another process decides on it from now on. */
  void moved(String schedule) {
    Last last = lasts.remove(schedule);
    if (last != null) {
      registry.remove(last.gauge());
    }
  }
}
