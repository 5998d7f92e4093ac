package fr.mangatheque.continuity.app.command.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.Binding;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.backup.EntryWriter;
import fr.mangatheque.continuity.storage.backup.PrefixBinding;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A backup in a real bucket, written as the pipeline writes it, and its source beside it. */
public final class HeldBackup implements AutoCloseable {
  public static final String PREFIX = "manga/";
  private static final String BUCKET = "library-backup";
  private static final String ORIGIN = "library";

  private final S3Server server = S3Server.start();
  private final Bucket bucket = server.createBucket(BUCKET);
  private final Bucket origin = server.createBucket(ORIGIN);
  private final S3ObjectStore store =
      S3ObjectStore.open(settings(BUCKET), InstantSource.system()).obeying(EndpointTraits.FULL);
  private final BackupLayout layout = new BackupLayout(PREFIX);

  private HeldBackup() {}

  /** Of the source uploads, without an entry. */
  public static HeldBackup empty() {
    HeldBackup backup = new HeldBackup();
    backup.bind(PREFIX, "uploads");
    return backup;
  }

  private S3Settings settings(String name) {
    return S3Settings.of(
        server.endpoint(), server.region(), name, server.accessKeyId(), server.secretAccessKey());
  }

  /** Binds another prefix of the same bucket to a source. */
  public HeldBackup bind(String prefix, String source) {
    Binding binding = new Binding(Binding.FORMAT, source, ORIGIN, server.endpoint().toString());
    PrefixBinding.bind(store, new BackupLayout(prefix), binding);
    return this;
  }

  /** A version with a content type and metadata of its own. */
  public EntryName.Version version(String key, String instant, String content) {
    Content bytes = Content.of(content.getBytes(UTF_8));
    ETag etag = new ETag(bytes.md5().hex());
    Instant at = Instant.parse(instant);
    EntryName.Version name = EntryNames.version(at, bytes.sha256(), etag, null);
    write(key, name, content);
    return name;
  }

  /** The same version again, as a repair writes it. */
  public EntryName.Version repaired(String key, EntryName.Version version, String content) {
    EntryName.Version next = version.repaired();
    write(key, next, content);
    return next;
  }

  private void write(String key, EntryName.Version name, String content) {
    ObjectHeaders headers =
        new ObjectHeaders(
            "text/plain", "max-age=60", null, null, null, null, Map.of("artist", "Ōtomo"));
    var _ =
        new EntryWriter(store, layout)
            .version(
                new ObjectKey(key),
                name,
                Content.of(content.getBytes(UTF_8)),
                headers,
                name.etag(),
                name.instant());
  }

  public void deleted(String key, String instant) {
    EntryName.Marker marker = EntryNames.marker(Instant.parse(instant), null);
    var _ = new EntryWriter(store, layout).marker(new ObjectKey(key), marker);
  }

  /** What the backup calls an entry. */
  public String name(String key, EntryName entry) {
    return layout.entry(new ObjectKey(key), entry).value();
  }

  public S3Server server() {
    return server;
  }

  public Bucket bucket() {
    return bucket;
  }

  public Bucket origin() {
    return origin;
  }

  /** A configuration of it, with whatever is to stand below. */
  public Path configuration(Path directory, String more) throws IOException {
    String side = "{endpoint: '%s', bucket: %s, access-key-id: '%s', secret-access-key: '%s'%s}";
    String yaml =
        "sources:\n  uploads:\n    origin: "
            + side.formatted(
                server.endpoint(), ORIGIN, server.accessKeyId(), server.secretAccessKey(), "")
            + "\n    backup: "
            + side.formatted(
                server.endpoint(),
                BUCKET,
                server.accessKeyId(),
                server.secretAccessKey(),
                ", prefix: " + PREFIX)
            + "\n"
            + more;
    return Files.writeString(directory.resolve("continuity.yaml"), yaml);
  }

  /** What a bare machine needs in its environment. */
  public Map<String, String> credentials() {
    return Map.of(
        "AWS_ACCESS_KEY_ID",
        server.accessKeyId(),
        "AWS_SECRET_ACCESS_KEY",
        server.secretAccessKey());
  }

  /** What it says on its command line. */
  public String[] onABareMachine(String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--backup-endpoint";
    all[arguments.length + 1] = server.endpoint().toString();
    all[arguments.length + 2] = "--backup-bucket";
    all[arguments.length + 3] = BUCKET;
    return all;
  }

  @Override
  public void close() {
    store.close();
    server.close();
  }
}
