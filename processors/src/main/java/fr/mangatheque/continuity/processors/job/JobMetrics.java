package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is told of jobs in figures; nothing of those whose partitions others have. Thread-safe. */
final class JobMetrics {
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<ScheduleName, Shown> shown = new ConcurrentHashMap<>();

  private record Shown(@Nullable Instant lastSuccess, boolean running, boolean overdue) {}

  JobMetrics(MeterRegistry registry, InstantSource clock, Collection<ScheduleName> schedules) {
    this.registry = registry;
    this.clock = clock;
    for (ScheduleName schedule : schedules) {
      gauge(
          schedule,
          "continuity.job.last.success.age.seconds",
          "Time since the job last succeeded",
          this::age);
      gauge(
          schedule,
          "continuity.job.running",
          "1 while a run of the job is under way",
          it -> it.running() ? 1 : 0);
      gauge(
          schedule,
          "continuity.job.overdue",
          "1 while the job has not succeeded for too long",
          it -> it.overdue() ? 1 : 0);
    }
  }

  private void gauge(
      ScheduleName schedule, String name, String description, ToDoubleFunction<Shown> value) {
    Gauge.builder(name, shown, all -> value(all.get(schedule), value))
        .description(description)
        .tag("source", schedule.source())
        .tag("job", schedule.job())
        .strongReference(true)
        .register(registry);
  }

  private static double value(@Nullable Shown of, ToDoubleFunction<Shown> value) {
    return of == null ? Double.NaN : value.applyAsDouble(of);
  }

  private double age(Shown of) {
    return of.lastSuccess() == null
        ? Double.NaN
        : Math.max(0, Duration.between(of.lastSuccess(), clock.instant()).toMillis() / 1000.0);
  }

  void stands(ScheduleName schedule, JobState state) {
    JobReport success = state.lastSuccess();
    shown.put(
        schedule,
        new Shown(
            success == null ? null : success.getAt(),
            state.run() != null,
            state.overdueSince() != null));
  }

  /** Others have it now, or nobody has. */
  void left(ScheduleName schedule) {
    shown.remove(schedule);
  }

  /** Counts how runs end, and those that do not begin. */
  void ended(ScheduleName schedule, JobPhase phase) {
    registry
        .counter(
            "continuity.job.runs",
            "source",
            schedule.source(),
            "job",
            schedule.job(),
            "outcome",
            phase.name().toLowerCase(Locale.ROOT))
        .increment();
  }
}
