package fr.mangatheque.continuity.storage;

import java.util.Optional;

/**
 * Writes over objects that are known. Apart from {@link ObjectStore}: only where a restore writes
 * to is it given, never to what touches a backup. Thread-safe; calls block.
 */
public interface ObjectReplacer {
  /**
   * Writes over the object if it still has this tag: {@code If-Match} where the endpoint was proven
   * to honour it, else it looks first.
   *
   * @return the new tag; empty if the object has another tag by now, or is gone
   * @throws StoreException if it could not be written, or it is not known whether it was
   */
  Optional<ETag> replace(ObjectKey key, Content content, ObjectHeaders headers, ETag expected);
}
