package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.limit.EndpointLimit;

/**
 * What a source is made of. Its origin is read and listed, never written.
 *
 * @param name as requests name it
 * @param origin reads the bucket that is protected
 * @param originLister lists it
 * @param originLimit of the origin's endpoint
 * @param backup the bucket that protects it
 * @param backupLimit of the backup's endpoint; it may be the origin's
 * @param layout names in the backup
 */
public record SourceStores(
    String name,
    ObjectReader origin,
    ObjectLister originLister,
    EndpointLimit originLimit,
    ObjectStore backup,
    EndpointLimit backupLimit,
    BackupLayout layout) {
  public SourceStores {
    if (!ObjectId.isSourceName(name)) {
      throw new IllegalArgumentException("not a source's name: " + name);
    }
  }

  /** Of two buckets; the origin's is only read and listed. */
  public static SourceStores of(
      String name,
      ObjectStore origin,
      EndpointLimit originLimit,
      ObjectStore backup,
      EndpointLimit backupLimit,
      BackupLayout layout) {
    return new SourceStores(name, origin, origin, originLimit, backup, backupLimit, layout);
  }
}
