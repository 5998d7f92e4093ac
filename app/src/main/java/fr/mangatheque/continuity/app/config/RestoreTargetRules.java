package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.limit.Endpoint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the values about places to restore to must be: nothing is ever restored into a backup. */
final class RestoreTargetRules {
  private final Values values;
  private final List<Fault> faults;

  RestoreTargetRules(Values values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  void check() {
    for (String target : targetNames(values)) {
      if (!ObjectId.isSourceName(target)) {
        String key = "restore-targets." + target;
        faults.add(
            new Fault(values.place(key), key, "a target's name has 1 to 63 of a-z, 0-9 and -"));
      }
      Rules.sourceNames(values).stream()
          .filter(source -> overlap(target, source))
          .findFirst()
          .ifPresent(source -> fault(target, source));
    }
  }

  static Collection<String> targetNames(Values values) {
    return values.names("restore-targets");
  }

  private boolean overlap(String target, String source) {
    Optional<Endpoint> there = values.given(RestoreTargetKeys.ENDPOINT, target).map(Endpoint::of);
    Optional<Endpoint> backup = values.given(Keys.BACKUP.endpoint, source).map(Endpoint::of);
    Optional<String> bucket = values.given(RestoreTargetKeys.BUCKET, target);
    String mine = values.find(RestoreTargetKeys.PREFIX, target).orElse("");
    String theirs = values.find(Keys.PREFIX, source).orElse("");
    return there.isPresent()
        && there.equals(backup)
        && bucket.isPresent()
        && bucket.equals(values.given(Keys.BACKUP.bucket, source))
        && (mine.startsWith(theirs) || theirs.startsWith(mine));
  }

  private void fault(String target, String source) {
    String name = RestoreTargetKeys.BUCKET.name(target);
    faults.add(
        new Fault(
            values.place(name),
            name,
            "with its prefix is the place of the backup of "
                + source
                + ", which is only ever added to by the pipeline: name another bucket, or a prefix"
                + " beside it"));
  }
}
