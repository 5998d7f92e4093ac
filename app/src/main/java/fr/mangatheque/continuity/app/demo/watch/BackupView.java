package fr.mangatheque.continuity.app.demo.watch;

import fr.mangatheque.continuity.app.demo.endpoint.BucketAccess;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The backup bucket as anybody with read access sees it. Thread-safe. */
public final class BackupView implements AutoCloseable {
  private final BucketAccess backup;
  private final S3Client store;

  public BackupView(BucketAccess backup) {
    this.backup = backup;
    this.store = backup.client();
  }

  /** Entries of a key, in their order. */
  public List<BackupEntry> entries(String key) {
    return list(BackupEntry.OBJECTS + key + "/").stream()
        .filter(entry -> entry.key().equals(key))
        .sorted(BackupEntry.ORDER)
        .toList();
  }

  /** Entries whose names start so. */
  public List<BackupEntry> list(String prefix) {
    List<BackupEntry> entries = new ArrayList<>();
    store
        .listObjectsV2Paginator(list -> list.bucket(backup.bucket()).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .flatMap(name -> BackupEntry.parse(name).stream())
        .forEach(entries::add);
    return entries;
  }

  /** The content of an entry. */
  public byte[] content(BackupEntry entry) {
    return store
        .getObjectAsBytes(get -> get.bucket(backup.bucket()).key(entry.name()))
        .asByteArrayUnsafe();
  }

  HeadObjectResponse head(BackupEntry entry) {
    return store.headObject(head -> head.bucket(backup.bucket()).key(entry.name()));
  }

  @Override
  public void close() {
    store.close();
  }
}
