package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.config.CdnOptions;
import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.config.DrillOptions;
import fr.mangatheque.continuity.processors.cdn.CdnCheck;
import fr.mangatheque.continuity.processors.cdn.CdnJob;
import fr.mangatheque.continuity.processors.cdn.CdnStores;
import fr.mangatheque.continuity.processors.cdn.CdnTally;
import fr.mangatheque.continuity.processors.copy.SourceStores;
import fr.mangatheque.continuity.processors.drill.DrillJob;
import fr.mangatheque.continuity.processors.drill.DrillReport;
import fr.mangatheque.continuity.processors.drill.DrillSettings;
import fr.mangatheque.continuity.processors.drill.DrillStores;
import fr.mangatheque.continuity.processors.drill.Promises;
import fr.mangatheque.continuity.processors.drill.Scratch;
import fr.mangatheque.continuity.processors.restore.BackupAccess;
import fr.mangatheque.continuity.processors.restore.S3Destination;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ObjectDeleter;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.limit.EndpointLimit;
import fr.mangatheque.continuity.storage.limit.LimitedOverwriting;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.LimitedStore;
import fr.mangatheque.continuity.storage.limit.Use;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Overwriting;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Makes what rehearses: looks through CDNs, and drills. */
final class Rehearsals {
  /** As many as a restore by hand; endpoints get fewer while they are throttling. */
  private static final int AT_A_TIME = 32;

  private final Configuration configuration;
  private final Map<String, SourceStores> sources;
  private final InstantSource clock;

  Rehearsals(Configuration configuration, Sources sources, InstantSource clock) {
    this.configuration = configuration;
    this.sources =
        sources.stores().stream()
            .collect(Collectors.toMap(SourceStores::name, Function.identity()));
    this.clock = clock;
  }

  /** How many sources are behind a CDN. */
  int cdns() {
    return configuration.cdn().bases().size();
  }

  CdnJob cdn() {
    CdnOptions cdn = configuration.cdn();
    return new CdnJob(
        cdn.bases().keySet().stream().map(this::cdnStores).toList(),
        cdn.sample(),
        cdn.limit(),
        cdn.mayLag(),
        clock);
  }

  private CdnStores cdnStores(String source) {
    SourceStores stores = Objects.requireNonNull(sources.get(source));
    URI base = Objects.requireNonNull(configuration.cdn().bases().get(source));
    LimitedReads origin = origin(stores);
    return new CdnStores(source, base, origin, origin, backup(stores), stores.layout());
  }

  /** Whether there is a target to drill with. */
  boolean drills() {
    return configuration.drills().target() != null;
  }

  /** The bucket that drills delete in: with its own credentials, which no other store has. */
  S3ObjectStore scratch() {
    S3Settings target = Objects.requireNonNull(configuration.drills().target());
    return S3ObjectStore.open(target.withMaxConnections(2 * AT_A_TIME), clock);
  }

  /**
   * @param scratch as {@link #scratch} opened it
   * @param limit of its endpoint
   */
  DrillJob drill(S3ObjectStore scratch, EndpointLimit limit, Promises promises) {
    DrillOptions options = configuration.drills();
    return new DrillJob(
        sources.values().stream().map(source -> drillStores(source, scratch, limit)).toList(),
        new DrillSettings(
            options.sample(),
            options.recoveryTime(),
            options.recoveryPoint(),
            AT_A_TIME,
            configuration.dataDir().resolve("drill")),
        promises,
        this::throughCdn,
        clock);
  }

  private DrillStores drillStores(SourceStores source, S3ObjectStore scratch, EndpointLimit limit) {
    S3Settings target = Objects.requireNonNull(configuration.drills().target());
    String prefix = configuration.drills().prefix() + source.name() + "/";
    String name = target.bucket() + "/" + prefix;
    LimitedReads reads = new LimitedReads(scratch, scratch, limit, Use.SCRUB);
    LimitedReads backup = backup(source);
    return new DrillStores(
        source.name(),
        new BackupAccess(backup, backup, source.layout()),
        new LimitedStore(source.backup(), source.backupLimit(), Use.SCRUB),
        origin(source),
        new Scratch(
            name,
            () -> S3Destination.open(name, scratch, limit, prefix, true),
            reads,
            reads,
            () -> deleter(scratch, limit, prefix),
            prefix));
  }

  private static ObjectDeleter deleter(S3ObjectStore scratch, EndpointLimit limit, String prefix) {
    S3Overwriting overwriting =
        S3Overwriting.probed(scratch, prefix + ObjectId.CANARY_PREFIX + "drill-probe/");
    return new LimitedOverwriting(overwriting, overwriting, limit, Use.SCRUB);
  }

  /** Rehearsals wait behind all that is real. */
  private static LimitedReads origin(SourceStores source) {
    return new LimitedReads(
        source.origin(), source.originLister(), source.originLimit(), Use.SCRUB);
  }

  private static LimitedReads backup(SourceStores source) {
    return new LimitedReads(source.backup(), source.backup(), source.backupLimit(), Use.SCRUB);
  }

  private Optional<DrillReport.Cdn> throughCdn(
      String source, Collection<ObjectKey> keys, LongConsumer watch) throws InterruptedException {
    CdnOptions options = configuration.cdn();
    if (!options.bases().containsKey(source)) {
      return Optional.empty();
    }
    CdnTally tally = new CdnTally();
    try (CdnCheck check =
        new CdnCheck(cdnStores(source), options.limit(), options.mayLag(), clock)) {
      for (ObjectKey key : List.copyOf(keys)) {
        watch.accept(tally.objects());
        tally.add(check.check(key));
      }
    }
    return Optional.of(
        new DrillReport.Cdn(
            tally.objects(),
            tally.right(),
            tally.cause() == null ? null : tally.cause().name(),
            tally.detail()));
  }
}
