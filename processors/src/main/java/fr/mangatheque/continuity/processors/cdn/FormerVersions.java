package fr.mangatheque.continuity.processors.cdn;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.EntryLister;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an object was before, as the backup knows. Thread-safe. */
final class FormerVersions {
  private static final Logger log = LoggerFactory.getLogger(FormerVersions.class);

  private final EntryLister entries;

  FormerVersions(CdnStores stores) {
    this.entries = new EntryLister(stores.backupLister(), stores.layout());
  }

  /**
   * The version with this hash, or else this tag, in words; null if there is none, or the backup
   * cannot tell.
   */
  @Nullable String matching(ObjectKey key, Sha256 sha256, @Nullable ETag etag) {
    try {
      String byTag = null;
      for (HeldEntry entry : entries.entries(key).reversed()) {
        if (entry.name() instanceof EntryName.Version version) {
          if (version.sha256().equals(sha256)) {
            return "its version of " + version.instant();
          }
          if (byTag == null && etag != null && version.etag().equals(EntryNames.tag(etag))) {
            byTag = "something with the ETag of its version of " + version.instant();
          }
        }
      }
      return byTag;
    } catch (StoreException e) {
      // then only the age the CDN tells can show that it is stale
      log.atDebug().addKeyValue("key", key).setCause(e).log("No former versions to compare with");
      return null;
    }
  }
}
