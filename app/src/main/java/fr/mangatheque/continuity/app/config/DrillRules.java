package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.storage.limit.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the values about drills and CDNs must be: a scratch target is nobody's bucket. */
final class DrillRules {
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Duration A_MONTH = Duration.ofDays(30);

  private final Values values;
  private final List<Fault> faults;

  DrillRules(Values values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  static boolean hasTarget(Values values) {
    return DrillKeys.OF_TARGET.stream().anyMatch(key -> values.given(key).isPresent());
  }

  void check() {
    if (hasTarget(values)) {
      DrillKeys.OF_TARGET.stream()
          .filter(key -> !values.said().containsKey(key.name()))
          .forEach(key -> fault(key, "is missing: a scratch target has all of these"));
      for (String source : Rules.sourceNames(values)) {
        apart(Keys.ORIGIN, source, "the origin");
        apart(Keys.BACKUP, source, "the backup");
      }
    }
    positive(DrillKeys.RECOVERY_TIME);
    positive(DrillKeys.RECOVERY_POINT);
    within(CdnKeys.LIMIT, A_SECOND, AN_HOUR, "1s to 1h");
    within(CdnKeys.MAY_LAG, Duration.ZERO, A_MONTH, "up to 30d");
    for (String source : Rules.sourceNames(values)) {
      values
          .given(CdnKeys.BASE, source)
          .filter(url -> url.getRawQuery() != null || url.getRawFragment() != null)
          .ifPresent(
              _ ->
                  fault(
                      CdnKeys.BASE,
                      "has a ? or # in it: keys are put behind it as a path",
                      source));
    }
  }

  /** Whatever the prefixes: who may delete in a bucket may delete all of it. */
  private void apart(BucketKeys side, String source, String what) {
    Optional<Endpoint> there = values.given(DrillKeys.ENDPOINT).map(Endpoint::of);
    Optional<String> bucket = values.given(DrillKeys.BUCKET);
    if (there.isPresent()
        && bucket.isPresent()
        && there.equals(values.find(side.endpoint, source).map(Endpoint::of))
        && bucket.equals(values.find(side.bucket, source))) {
      fault(
          DrillKeys.BUCKET,
          "is the bucket of %s of %s: drills delete, and need a bucket of their own"
              .formatted(what, source));
    }
    values
        .given(DrillKeys.ACCESS_KEY_ID)
        .filter(id -> values.find(side.accessKeyId, source).filter(id::equals).isPresent())
        .filter(_ -> there.equals(values.find(side.endpoint, source).map(Endpoint::of)))
        .ifPresent(
            _ ->
                fault(
                    DrillKeys.ACCESS_KEY_ID,
                    "is also that of %s of %s: what may delete gets credentials of its own"
                        .formatted(what, source)));
  }

  private void positive(Key<Duration> key) {
    values.given(key).filter(Duration::isZero).ifPresent(_ -> fault(key, "is nothing"));
  }

  private void within(Key<Duration> key, Duration least, Duration most, String range) {
    values
        .given(key)
        .filter(value -> value.compareTo(least) < 0 || value.compareTo(most) > 0)
        .ifPresent(_ -> fault(key, "is not " + range));
  }

  private void fault(Key<?> key, String message, String... names) {
    String name = key.name(names);
    faults.add(new Fault(values.place(name), name, message));
  }
}
