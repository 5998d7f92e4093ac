package fr.mangatheque.continuity.processors.drill;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How much is restored in a drill. */
public enum Extent {
  /** Some objects, each as likely as any other. */
  SAMPLE("drill"),
  /** Everything. */
  ALL("drill-all");

  private static final Map<String, Extent> BY_JOB = Map.of(SAMPLE.job, SAMPLE, ALL.job, ALL);

  private final String job;

  Extent(String job) {
    this.job = job;
  }

  /** The job that makes such drills. */
  public String job() {
    return job;
  }

  /** As reports have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Extent> ofJob(String job) {
    return Optional.ofNullable(BY_JOB.get(job));
  }
}
