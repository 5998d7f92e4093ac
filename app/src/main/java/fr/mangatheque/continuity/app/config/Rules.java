package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.limit.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What values must be to each other. */
final class Rules {
  private static final DataSize LEAST_MEMORY = DataSize.parse("1MiB");
  private static final Duration SHORTEST_PATIENCE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PATIENCE = Duration.ofDays(7);

  private final Values values;
  private final Path directory;
  private final List<Fault> faults;

  /**
   * @param directory what the names of files are relative to
   */
  Rules(Values values, Path directory, List<Fault> faults) {
    this.values = values;
    this.directory = directory;
    this.faults = faults;
  }

  void check() {
    kafka();
    sources();
    new RestoreTargetRules(values, faults).check();
    new EndpointRules(values, faults).check();
    CredentialRules credentials = new CredentialRules(values, faults);
    new IntakeRules(values, directory, credentials, faults).check();
    new OperatorRules(values, directory, credentials, faults).check();
    new QueueRules(values, faults).check();
    new ScrubRules(values, faults).check();
    new JobRules(values, faults).check();
    new DrillRules(values, faults).check();
    copy();
    giveUpAfter();
    new GuardRules(values, faults).check();
    positive(NotifierKeys.AFTER);
  }

  private void kafka() {
    boolean embedded = values.find(Keys.BOOTSTRAP).isEmpty();
    if (embedded && values.find(Keys.REPLICATION).orElse(1) != 1) {
      fault(Keys.REPLICATION, "an embedded broker keeps one replica; name a cluster for more");
    }
    if (!embedded && values.find(Keys.EMBEDDED_PORT).orElse(0) != 0) {
      fault(Keys.EMBEDDED_PORT, "there is no embedded broker where bootstrap-servers is given");
    }
    if (embedded && !values.map(Keys.KAFKA_PROPERTIES).isEmpty()) {
      String name = values.map(Keys.KAFKA_PROPERTIES).keySet().iterator().next();
      fault(Keys.KAFKA_PROPERTIES, "needs bootstrap-servers: it is for clusters", name);
    }
    for (String name : values.map(Keys.KAFKA_PROPERTIES).keySet()) {
      ReservedProperties.reason(name)
          .ifPresent(
              reason -> fault(Keys.KAFKA_PROPERTIES, "is not to be changed: " + reason, name));
    }
    if (values.given(Keys.REGISTRY_URL).isEmpty()
        && !values.map(Keys.REGISTRY_PROPERTIES).isEmpty()) {
      String name = values.map(Keys.REGISTRY_PROPERTIES).keySet().iterator().next();
      fault(Keys.REGISTRY_PROPERTIES, "needs schema-registry.url", name);
    }
  }

  private void sources() {
    List<String> names = List.copyOf(sourceNames(values));
    if (names.isEmpty()) {
      faults.add(new Fault(values.place("sources"), "sources", "names no source to protect"));
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!ObjectId.isSourceName(name)) {
        String key = "sources." + name;
        faults.add(
            new Fault(values.place(key), key, "a source's name has 1 to 63 of a-z, 0-9 and -"));
      }
      Optional<Location> backup = location(Keys.BACKUP, name);
      if (backup.isPresent() && backup.equals(location(Keys.ORIGIN, name))) {
        fault(Keys.BACKUP.bucket, "is the origin's bucket: a backup beside it is none", name);
      }
      for (String other : names.subList(0, i)) {
        if (backup.isPresent() && backup.equals(location(Keys.BACKUP, other))) {
          overlap(name, other);
        }
      }
    }
  }

  static Collection<String> sourceNames(Values values) {
    return values.names("sources");
  }

  private void overlap(String name, String other) {
    String mine = values.find(Keys.PREFIX, name).orElse("");
    String theirs = values.find(Keys.PREFIX, other).orElse("");
    if (mine.startsWith(theirs) || theirs.startsWith(mine)) {
      fault(
          Keys.PREFIX,
          "lies in the same place as that of " + other + "; give each a prefix of its own",
          name);
    }
  }

  private record Location(Endpoint endpoint, String bucket) {}

  private Optional<Location> location(BucketKeys side, String source) {
    Optional<URI> endpoint = values.find(side.endpoint, source);
    Optional<String> bucket = values.find(side.bucket, source);
    return endpoint.flatMap(url -> bucket.map(name -> new Location(Endpoint.of(url), name)));
  }

  private void copy() {
    Optional<DataSize> budget = values.find(Keys.MEMORY_BUDGET);
    Optional<DataSize> inMemory = values.find(Keys.IN_MEMORY_UP_TO);
    if (budget.isPresent() && inMemory.isPresent() && inMemory.get().compareTo(budget.get()) > 0) {
      fault(Keys.IN_MEMORY_UP_TO, "is more than copy.memory-budget, " + budget.get());
    }
    if (budget.isPresent() && budget.get().compareTo(LEAST_MEMORY) < 0) {
      fault(Keys.MEMORY_BUDGET, "is less than " + LEAST_MEMORY);
    }
    if (values.find(Keys.DISK_BUDGET).filter(size -> size.bytes() == 0).isPresent()) {
      fault(Keys.DISK_BUDGET, "is nothing: large objects could not be copied");
    }
  }

  private void giveUpAfter() {
    values
        .find(ScanKeys.GIVE_UP)
        .filter(it -> it.compareTo(SHORTEST_PATIENCE) < 0 || it.compareTo(LONGEST_PATIENCE) > 0)
        .ifPresent(_ -> fault(ScanKeys.GIVE_UP, "is not 1m to 7d"));
  }

  private void positive(Key<Duration> key) {
    if (values.find(key).filter(Duration::isZero).isPresent()) {
      fault(key, "is nothing");
    }
  }

  private void fault(Key<?> key, String message, String... names) {
    String name = key.name(names);
    faults.add(new Fault(values.place(name), name, message));
  }
}
