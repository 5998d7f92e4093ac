package fr.mangatheque.continuity.processors.copy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted and timed. Thread-safe. */
final class CopyMetrics {
  private final MeterRegistry registry;
  private final AtomicLong running = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong lag = new AtomicLong();

  CopyMetrics(MeterRegistry registry) {
    this.registry = registry;
    gauge("continuity.copy.running", "Copies under way", running);
    gauge("continuity.copy.waiting", "Requests taken that wait for their turn", waiting);
    gauge("continuity.copy.frontier.lag", "Requests a restart would take again", lag);
  }

  private void gauge(String name, String description, AtomicLong value) {
    Gauge.builder(name, value, AtomicLong::get).description(description).register(registry);
  }

  /** How it stands. */
  void now(long runningNow, long waitingNow, long lagNow) {
    running.set(runningNow);
    waiting.set(waitingNow);
    lag.set(lagNow);
  }

  /** What a check of a key's versions came to. */
  void readBack(String source, ReadBack readBack) {
    count("continuity.scrub.versions", "Versions read back", source, readBack.versions());
    count("continuity.scrub.repaired", "Entries written again", source, readBack.repaired());
    count("continuity.scrub.lost", "Versions found lost", source, readBack.lost());
    Counter.builder("continuity.scrub.read")
        .description("Content read back from the backup")
        .baseUnit(BaseUnits.BYTES)
        .tag("source", source)
        .register(registry)
        .increment((double) readBack.bytes());
  }

  private void count(String name, String description, String source, long amount) {
    Counter.builder(name)
        .description(description)
        .tag("source", source)
        .register(registry)
        .increment((double) amount);
  }

  void done(String source, Outcome outcome, Journey journey, Duration took) {
    Counter.builder("continuity.copy.results")
        .description("Requests answered")
        .tag("source", source)
        .tag("outcome", Results.kind(outcome).name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
    if (!journey.doubts().isEmpty()) {
      Counter.builder("continuity.copy.doubts")
          .description("Results that a person should know something about")
          .tag("source", source)
          .register(registry)
          .increment();
    }
    Counter.builder("continuity.copy.read")
        .description("Content read from the source")
        .baseUnit(BaseUnits.BYTES)
        .tag("source", source)
        .register(registry)
        .increment((double) journey.bytesRead());
    Timer.builder("continuity.copy.duration")
        .description("From a request's turn to its outcome")
        .tag("source", source)
        .tag("outcome", Results.kind(outcome).name().toLowerCase(Locale.ROOT))
        .register(registry)
        .record(took);
    journey
        .durations()
        .forEach(
            (stage, duration) ->
                Timer.builder("continuity.copy.stage.duration")
                    .description("Time a copy spent with its origin, its backup, verifying")
                    .tag("source", source)
                    .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                    .register(registry)
                    .record(duration));
  }
}
