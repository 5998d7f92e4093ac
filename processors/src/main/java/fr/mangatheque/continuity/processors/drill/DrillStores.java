package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.processors.restore.BackupAccess;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ObjectCreator;
import fr.mangatheque.continuity.storage.ObjectReader;

/**
 * What the drills of a source work with. Whoever makes it closes it, after the worker.
 *
 * @param backup what is restored from
 * @param reports where reports are written, the backup's bucket
 * @param origin reads what is protected
 * @param scratch what is restored into
 */
public record DrillStores(
    String source,
    BackupAccess backup,
    ObjectCreator reports,
    ObjectReader origin,
    Scratch scratch) {
  public DrillStores {
    if (!ObjectId.isSourceName(source)) {
      throw new IllegalArgumentException("not a source's name: " + source);
    }
  }
}
