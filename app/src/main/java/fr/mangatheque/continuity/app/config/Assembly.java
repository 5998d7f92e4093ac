package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.processors.copy.CopySettings;
import fr.mangatheque.continuity.processors.guard.GuardPolicy;
import fr.mangatheque.continuity.processors.ledger.LedgerPolicy;
import fr.mangatheque.continuity.processors.scan.ScanPolicy;
import fr.mangatheque.continuity.schemas.wire.RegistrySettings;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.limit.Caps;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts checked values together. */
final class Assembly {
  private static final int SPARE_CONNECTIONS = 4;
  private static final String NO_NAME = "continuity";

  private final Values values;
  private final Path directory;
  private final Path dataDir;

  /**
   * @param directory what the names of files are relative to
   */
  Assembly(Values values, Path directory) {
    this.values = values;
    this.directory = directory;
    this.dataDir = directory.resolve(values.get(Keys.DATA_DIR)).normalize();
  }

  Configuration configuration() {
    Map<String, SourceSettings> sources = new LinkedHashMap<>();
    for (String name : Rules.sourceNames(values)) {
      BackupLayout layout = new BackupLayout(values.get(Keys.PREFIX, name));
      sources.put(
          name,
          new SourceSettings(
              origin(name),
              caps(Keys.ORIGIN, name),
              backup(name),
              caps(Keys.BACKUP, name),
              layout));
    }
    IntakeAssembly intake = new IntakeAssembly(values, directory);
    DrillAssembly drills = new DrillAssembly(values);
    return new Configuration(
        dataDir,
        kafka(),
        registry(),
        sources,
        new RestoreTargetAssembly(values).targets(),
        intake.settings(),
        intake.knownSources(),
        new QueueAssembly(values).settings(),
        new JobAssembly(values).settings(sources),
        drills.cdn(),
        drills.drills(),
        intake.lookup(),
        new OperatorAssembly(values, directory).settings(),
        copy(),
        scan(),
        LedgerPolicy.DEFAULT
            .withGuardWindow(values.get(GuardKeys.WINDOW))
            .withMissedEvents(values.get(ScanKeys.MISSED_EVENTS)),
        new ScrubAssembly(values).budget(),
        guard(),
        new NotifierAssembly(values).settings(dataDir));
  }

  private KafkaSettings kafka() {
    boolean embedded = values.find(Keys.BOOTSTRAP).isEmpty();
    return new KafkaSettings(
        values.find(Keys.BOOTSTRAP).orElse(null),
        values.get(Keys.EMBEDDED_PORT),
        values.get(Keys.TOPIC_PREFIX_KEY),
        values.find(Keys.INSTANCE_ID).orElseGet(Assembly::hostName),
        values.get(Keys.PARTITIONS),
        values.find(Keys.REPLICATION).orElse(embedded ? 1 : 3),
        values.map(Keys.KAFKA_PROPERTIES));
  }

  private @Nullable RegistrySettings registry() {
    Map<String, String> properties = new LinkedHashMap<>();
    values.map(Keys.REGISTRY_PROPERTIES).forEach((name, v) -> properties.put(name, v.value()));
    return values
        .find(Keys.REGISTRY_URL)
        .map(url -> new RegistrySettings(url.toString(), properties))
        .orElse(null);
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^a-zA-Z0-9._-]", "-");
      return name.isEmpty() ? NO_NAME : name;
    } catch (UnknownHostException e) {
      // A host that does not know its own name still is one.
      return NO_NAME;
    }
  }

  private S3Settings origin(String source) {
    return bucket(Keys.ORIGIN, source).withMaxConnections(values.get(Keys.CONCURRENCY));
  }

  /** A copy in parts sends two at a time; a few more so that checks do not wait for copies. */
  private S3Settings backup(String source) {
    return bucket(Keys.BACKUP, source)
        .withMaxConnections(2 * values.get(Keys.CONCURRENCY) + SPARE_CONNECTIONS);
  }

  private S3Settings bucket(BucketKeys side, String source) {
    return S3Settings.of(
        values.get(side.endpoint, source),
        values.get(side.region, source),
        values.get(side.bucket, source),
        values.get(side.accessKeyId, source),
        values.get(side.secretAccessKey, source).value());
  }

  private Caps caps(BucketKeys side, String source) {
    return new Caps(
        values.find(side.requestsPerSecond, source).map(Integer::longValue).orElse(null),
        values.find(side.bytesPerSecond, source).map(DataSize::bytes).orElse(null));
  }

  private ScanOptions scan() {
    return new ScanOptions(
        values.get(ScanKeys.CONCURRENCY),
        ScanPolicy.DEFAULT.withGiveUpAfter(values.get(ScanKeys.GIVE_UP)));
  }

  private GuardPolicy guard() {
    return new GuardPolicy(
        values.get(GuardKeys.MAX_DELETIONS),
        values.get(GuardKeys.MAX_SHARE),
        values.get(GuardKeys.MAX_SHARE_SMALL),
        values.get(GuardKeys.WINDOW));
  }

  private CopySettings copy() {
    CopySettings usual = CopySettings.defaults(dataDir.resolve("staging"));
    return new CopySettings(
        values.get(Keys.CONCURRENCY),
        values.get(Keys.MEMORY_BUDGET).bytes(),
        values.get(Keys.IN_MEMORY_UP_TO).bytes(),
        values.get(Keys.DISK_BUDGET).bytes(),
        usual.stagingDir(),
        usual.readBackFirst(),
        usual.readBackOneIn(),
        usual.allowance());
  }
}
