package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.limit.EndpointLimit;

/**
 * What a source is made of. Both sides are listed, and nothing is written to either.
 *
 * @param name as requests name it
 * @param origin the bucket that is protected
 * @param originLimit of its endpoint
 * @param backup the bucket that protects it
 * @param backupLimit of its endpoint; it may be the origin's
 * @param layout names in the backup
 */
public record ScanSource(
    String name,
    ObjectStore origin,
    EndpointLimit originLimit,
    ObjectStore backup,
    EndpointLimit backupLimit,
    BackupLayout layout) {
  public ScanSource {
    if (!ObjectId.isSourceName(name)) {
      throw new IllegalArgumentException("not a source's name: " + name);
    }
  }
}
