package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Severity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the open incidents of this process, by severity. Thread-safe. */
final class OpenIncidents {
  private final Map<Severity, AtomicLong> open = new EnumMap<>(Severity.class);

  OpenIncidents(MeterRegistry metrics) {
    for (Severity severity : Severity.values()) {
      AtomicLong count = new AtomicLong();
      open.put(severity, count);
      Gauge.builder("continuity.incidents.open", count, AtomicLong::get)
          .description("Incidents that are open")
          .tag("severity", severity.name().toLowerCase(Locale.ROOT))
          .register(metrics);
    }
  }

  /** What one partition has open; its numbers go when the partition does. */
  Share share() {
    return new Share();
  }

  /** Owned by one stream thread. */
  final class Share {
    private final Map<Severity, Long> mine = new EnumMap<>(Severity.class);

    void add(Severity severity, int delta) {
      mine.merge(severity, (long) delta, Long::sum);
      count(severity).addAndGet(delta);
    }

    void clear() {
      mine.forEach((severity, count) -> count(severity).addAndGet(-count));
      mine.clear();
    }

    private AtomicLong count(Severity severity) {
      return Objects.requireNonNull(open.get(severity));
    }
  }
}
