package fr.mangatheque.continuity.processors.cdn;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import java.net.URI;

/**
 * A source behind a CDN. Whoever makes it closes its stores.
 *
 * @param base what the URLs of its objects begin with
 * @param origin reads what the CDN should give
 * @param originLister lists it
 * @param backupLister lists the backup, which knows what the CDN gave before
 * @param layout names in the backup
 */
public record CdnStores(
    String source,
    URI base,
    ObjectReader origin,
    ObjectLister originLister,
    ObjectLister backupLister,
    BackupLayout layout) {
  public CdnStores {
    if (!ObjectId.isSourceName(source)) {
      throw new IllegalArgumentException("not a source's name: " + source);
    }
  }
}
