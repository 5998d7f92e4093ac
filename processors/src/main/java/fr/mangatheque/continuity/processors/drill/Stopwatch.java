package fr.mangatheque.continuity.processors.drill;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Takes the time of the parts of a drill. Of one thread. */
final class Stopwatch {
  private final Map<Part, Duration> took = new EnumMap<>(Part.class);

  /** Something that takes time. */
  @FunctionalInterface
  interface Timed<T extends @org.jspecify.annotations.Nullable Object> {
    T make() throws InterruptedException;
  }

  /** Makes it; its time counts also if it fails. */
  <T extends @org.jspecify.annotations.Nullable Object> T measure(Part part, Timed<T> timed)
      throws InterruptedException {
    long begin = System.nanoTime();
    try {
      return timed.make();
    } finally {
      took.merge(part, Duration.ofNanos(System.nanoTime() - begin), Duration::plus);
    }
  }

  DrillReport.Took took() {
    return new DrillReport.Took(
        ms(Part.PLAN), ms(Part.RESTORE), ms(Part.COMPARE), ms(Part.CDN), ms(Part.EMPTY));
  }

  private long ms(Part part) {
    return took.getOrDefault(part, Duration.ZERO).toMillis();
  }
}
