package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ObjectCreator;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import org.jspecify.annotations.Nullable;

/**
 * Where the canary of a source goes. Whoever makes them closes them, after the worker.
 *
 * @param origin reads what is protected
 * @param originLister lists it
 * @param writer writes canary objects into it, with credentials of their own; null if it may not
 * @param backup reads what protects it
 * @param backupLister lists it
 * @param layout names in the backup
 */
public record CanaryStores(
    String source,
    ObjectReader origin,
    ObjectLister originLister,
    @Nullable ObjectCreator writer,
    ObjectReader backup,
    ObjectLister backupLister,
    BackupLayout layout) {
  public CanaryStores {
    if (!ObjectId.isSourceName(source)) {
      throw new IllegalArgumentException("not a source's name: " + source);
    }
  }
}
