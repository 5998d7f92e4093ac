package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.backup.BackupLayout;

/**
 * The backup of one source, to be read: nothing here writes to it.
 *
 * @param reader within the limit of its endpoint, for {@link
 *     fr.mangatheque.continuity.storage.limit.Use#RESTORE}: {@link
 *     fr.mangatheque.continuity.storage.limit.LimitedReads}
 * @param lister the same
 */
public record BackupAccess(ObjectReader reader, ObjectLister lister, BackupLayout layout) {
  /** Of a store that does both. */
  public static <S extends ObjectReader & ObjectLister> BackupAccess of(
      S store, BackupLayout layout) {
    return new BackupAccess(store, store, layout);
  }
}
