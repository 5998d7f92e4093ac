package fr.mangatheque.continuity.processors.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.backup.EntryWriter;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.s3.MultipartSettings;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A backup and a destination over HTTP, and a restore between them. */
final class RestoreFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Retries QUICK = new Retries(6, Duration.ofMillis(1), Duration.ofMillis(20));

  final S3Server backupServer = S3Server.start();
  final S3Server targetServer = S3Server.start();
  final Bucket backup = backupServer.createBucket("safe");
  final Bucket target = targetServer.createBucket("library");
  final BackupLayout layout = new BackupLayout("site/");
  private final S3ObjectStore backupStore = open(backupServer, "safe");
  private final S3ObjectStore targetStore = open(targetServer, "library");
  private final EndpointLimits limits = new EndpointLimits(16, Map.of(), InstantSource.system());
  private final Path work;
  private Restore restore;
  private RestoreOptions options;

  RestoreFixture(Path work) {
    this.work = work;
    this.options = RestoreOptions.usual(work).withAtATime(8).withRetries(QUICK);
    this.restore = restore(options);
  }

  static S3ObjectStore open(S3Server server, String bucket) {
    return S3ObjectStore.open(
        S3Settings.of(
                server.endpoint(),
                server.region(),
                bucket,
                server.accessKeyId(),
                server.secretAccessKey())
            .withMaxConnections(16)
            .withMultipart(new MultipartSettings(5L << 20, 5L << 20)),
        InstantSource.system());
  }

  RestoreOptions options() {
    return options;
  }

  void use(RestoreOptions others) {
    restore.close();
    options = others;
    restore = restore(options);
  }

  Restore restore() {
    return restore;
  }

  private Restore restore(RestoreOptions with) {
    Destination to =
        S3Destination.open(
            "s3://library", targetStore, limits.of(targetServer.endpoint()), "", true);
    return new Restore(BackupAccess.of(backupStore, layout), to, with, InstantSource.system());
  }

  Path work() {
    return work;
  }

  RestorePlan plan() {
    return restore.plan(Selection.everything(), PlanWatch.NONE);
  }

  RestoreReport run() {
    return restore.run(plan(), RestoreWatch.NONE);
  }

  /** Protects a version; returns where its first copy stands. */
  String protect(String key, Instant at, String content) {
    return protect(key, at, content, 0);
  }

  String protect(String key, Instant at, String content, int repair) {
    byte[] bytes = content.getBytes(UTF_8);
    EntryName.Version first =
        EntryNames.version(at, History.sha256(bytes), History.etag(bytes), null);
    EntryName.Version version =
        new EntryName.Version(first.instant(), first.sha256(), first.etag(), repair);
    String name = layout.entry(new ObjectKey(key), version).value();
    backup.put(
        name,
        bytes,
        Map.of(
            "Content-Type",
            "image/webp",
            "Cache-Control",
            "max-age=60",
            "x-amz-meta-artist",
            "moebius",
            "x-amz-meta-continuity-last-modified",
            at.toString(),
            "x-amz-meta-continuity-own-continuity-note",
            "its own"));
    return name;
  }

  /** Through the code that writes backups. */
  void protectAsThePipelineDoes(String key, byte[] bytes) {
    Content content = Content.of(bytes);
    ETag etag = new ETag("as the source calls it");
    var _ =
        new EntryWriter(backupStore.obeying(EndpointTraits.FULL), layout)
            .version(
                new ObjectKey(key),
                EntryNames.version(START, content.sha256(), etag, null),
                content,
                History.HEADERS,
                etag,
                START);
  }

  void delete(String key, Instant at) {
    backup.put(layout.entry(new ObjectKey(key), new EntryName.Marker(at)).value(), new byte[0]);
  }

  void protectMany(int objects) {
    for (int i = 0; i < objects; i++) {
      protect("covers/" + i + ".webp", START, "cover " + i);
    }
  }

  /** What the destination holds of a key. */
  String text(String key) {
    return new String(target.bytes(key), UTF_8);
  }

  @Override
  public void close() {
    restore.close();
    backupStore.close();
    targetStore.close();
    backupServer.close();
    targetServer.close();
  }
}
