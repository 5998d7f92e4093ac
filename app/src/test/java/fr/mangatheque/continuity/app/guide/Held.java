package fr.mangatheque.continuity.app.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectCreator.Creation;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A backup over HTTP, written by the classes that the pipeline writes with, and an empty bucket.
 */
final class Held implements AutoCloseable {
  static final String PREFIX = "uploads/";

  private final S3Server originCloud = S3Server.start();
  private final S3Server backupCloud = S3Server.start();
  final Bucket origin = originCloud.createBucket("library");
  final Bucket backup = backupCloud.createBucket("library-backup");
  private final BackupLayout layout = new BackupLayout(PREFIX);
  private final S3ObjectStore store;
  private final EntryWriter writer;
  private final Map<String, EntryName> greatest = new HashMap<>();

  Held() {
    store =
        S3ObjectStore.open(
            S3Settings.of(
                backupCloud.endpoint(),
                backupCloud.region(),
                backup.name(),
                backupCloud.accessKeyId(),
                backupCloud.secretAccessKey()),
            InstantSource.system());
    writer = new EntryWriter(store, layout);
    PrefixBinding.bind(
        store,
        layout,
        new Binding(Binding.FORMAT, "uploads", origin.name(), originCloud.endpoint().toString()));
  }

  S3Server originCloud() {
    return originCloud;
  }

  /** The site had this at that moment; gives the entry. */
  EntryName.Version version(String key, Instant at, String text, ObjectHeaders headers) {
    Content content = Content.of(text.getBytes(UTF_8));
    ETag etag = new ETag(content.md5().hex());
    EntryName.Version entry = EntryNames.version(at, content.sha256(), etag, greatest.get(key));
    write(key, entry, content, headers, at);
    greatest.put(key, entry);
    return entry;
  }

  EntryName.Version version(String key, Instant at, String text) {
    return version(key, at, text, ObjectHeaders.NONE);
  }

  /** The same version once more, as a scrub repairs. */
  EntryName.Version repaired(String key, EntryName.Version entry, int repair, String text) {
    EntryName.Version copy =
        new EntryName.Version(entry.instant(), entry.sha256(), entry.etag(), repair);
    write(key, copy, Content.of(text.getBytes(UTF_8)), ObjectHeaders.NONE, entry.instant());
    return copy;
  }

  private void write(
      String key, EntryName.Version entry, Content content, ObjectHeaders headers, Instant at) {
    assertThat(writer.version(new ObjectKey(key), entry, content, headers, entry.etag(), at))
        .isInstanceOf(Creation.Created.class);
  }

  /** The site no longer had it then. */
  void marker(String key, Instant at) {
    EntryName.Marker marker = EntryNames.marker(at, greatest.get(key));
    assertThat(writer.marker(new ObjectKey(key), marker)).isInstanceOf(Creation.Created.class);
    greatest.put(key, marker);
  }

  /** Lets a bit of an entry rot. */
  void damage(String key, EntryName entry) {
    backup.corrupt(layout.entry(new ObjectKey(key), entry).value(), 0);
  }

  /** What the origin holds. */
  Map<String, String> restored() {
    Map<String, String> contents = new HashMap<>();
    for (String key : origin.keys()) {
      contents.put(key, new String(origin.bytes(key), UTF_8));
    }
    return contents;
  }

  /** A shell in this directory that knows both clouds, as the guide has them set up. */
  Shell shell(Path directory) throws IOException {
    Files.copy(Fenced.file("how-to/restore-by-hand.sh"), directory.resolve("restore-by-hand.sh"));
    assertThat(directory.resolve("restore-by-hand.sh").toFile().setExecutable(true)).isTrue();
    Path credentials =
        Files.write(
            directory.resolve("credentials"),
            List.of(profile("backup", backupCloud), profile("origin", originCloud)));
    Path config =
        Files.write(
            directory.resolve("config"),
            List.of(
                "[profile backup]\nregion = " + backupCloud.region(),
                "[profile origin]\nregion = " + originCloud.region()));
    return new Shell(
        directory,
        Map.of(
            "AWS_SHARED_CREDENTIALS_FILE",
            credentials.toString(),
            "AWS_CONFIG_FILE",
            config.toString(),
            "AWS_EC2_METADATA_DISABLED",
            "true",
            "AWS_REQUEST_CHECKSUM_CALCULATION",
            "when_required",
            "AWS_RESPONSE_CHECKSUM_VALIDATION",
            "when_required",
            "RCLONE_CONFIG",
            directory.resolve("rclone.conf").toString(),
            "BACKUP_ENDPOINT",
            backupCloud.endpoint().toString(),
            "ORIGIN_ENDPOINT",
            originCloud.endpoint().toString()));
  }

  private static String profile(String name, S3Server cloud) {
    return "[%s]\naws_access_key_id = %s\naws_secret_access_key = %s"
        .formatted(name, cloud.accessKeyId(), cloud.secretAccessKey());
  }

  @Override
  public void close() {
    store.close();
    originCloud.close();
    backupCloud.close();
  }
}
