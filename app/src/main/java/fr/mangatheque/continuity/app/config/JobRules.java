package fr.mangatheque.continuity.app.config;

import java.time.Duration;
import java.util.List;

/** What the values about jobs must be to each other. */
final class JobRules {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Values values;
  private final List<Fault> faults;

  JobRules(Values values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  void check() {
    values
        .given(JobKeys.CANARY_LIMIT)
        .filter(limit -> limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0)
        .ifPresent(_ -> fault(JobKeys.CANARY_LIMIT.name(), "is not 1s to 1h"));
    for (String source : Rules.sourceNames(values)) {
      boolean id = values.given(JobKeys.CANARY_KEY_ID, source).isPresent();
      boolean secret = values.given(JobKeys.CANARY_SECRET, source).isPresent();
      if (id != secret) {
        Key<?> missing = id ? JobKeys.CANARY_SECRET : JobKeys.CANARY_KEY_ID;
        fault(missing.name(source), "is missing: an id and a secret belong together");
      }
    }
  }

  private void fault(String name, String message) {
    faults.add(new Fault(values.place(name), name, message));
  }
}
