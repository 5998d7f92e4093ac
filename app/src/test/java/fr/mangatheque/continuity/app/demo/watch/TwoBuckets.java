package fr.mangatheque.continuity.app.demo.watch;

import fr.mangatheque.continuity.app.demo.endpoint.Account;
import fr.mangatheque.continuity.app.demo.endpoint.BucketAccess;
import fr.mangatheque.continuity.app.demo.endpoint.S3Endpoint;
import fr.mangatheque.continuity.app.demo.site.Upload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A source and a backup that a test writes by hand, as the format's page says. */
final class TwoBuckets implements AutoCloseable {
  static final Instant AT = Instant.parse("2026-11-22T13:00:00Z");
  private static final String TYPE = "image/jpeg";

  private final Account owner = Account.create("owner", Account.Rights.ALL);
  private final S3Endpoint sourceCloud;
  private final S3Endpoint backupCloud;
  private final S3Client source;
  private final S3Client backup;

  TwoBuckets(Path directory) {
    sourceCloud = new S3Endpoint(directory.resolve("source"), "source", List.of(owner));
    backupCloud = new S3Endpoint(directory.resolve("backup"), "backup", List.of(owner));
    sourceCloud.start();
    backupCloud.start();
    source = sourceAccess().client();
    backup = backupAccess().client();
  }

  BucketAccess sourceAccess() {
    return sourceCloud.access(owner);
  }

  BucketAccess backupAccess() {
    return backupCloud.access(owner);
  }

  S3Endpoint backupCloud() {
    return backupCloud;
  }

  /** Makes the backup one of the source. */
  void bind() {
    keep("continuity.json", "{}");
  }

  Upload upload(String key, String content) {
    source.putObject(
        r -> r.bucket("source").key(key).contentType(TYPE), RequestBody.fromString(content));
    return new Upload(key, sha256(content), content.length(), "etag", TYPE, AT, System.nanoTime());
  }

  void remove(String key) {
    source.deleteObject(r -> r.bucket("source").key(key));
  }

  /** Writes a version whose name and bytes agree. */
  String version(String key, int second, String content) {
    String name = name(key, second, content);
    keep(name, content);
    return name;
  }

  String name(String key, int second, String content) {
    return "objects/%s/20261122T1300%02d.000Z~%s~etag".formatted(key, second, sha256(content));
  }

  void marker(String key, int second) {
    keep("objects/%s/20261122T1300%02d.000Z~deleted".formatted(key, second), "");
  }

  void keep(String name, String content) {
    keep(name, content, TYPE);
  }

  void keep(String name, String content, String type) {
    backup.putObject(
        r -> r.bucket("backup").key(name).contentType(type), RequestBody.fromString(content));
  }

  @Override
  public void close() {
    source.close();
    backup.close();
    sourceCloud.close();
    backupCloud.close();
  }

  private static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
