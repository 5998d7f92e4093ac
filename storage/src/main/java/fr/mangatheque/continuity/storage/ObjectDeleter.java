package fr.mangatheque.continuity.storage;

/**
 * Deletes objects. Apart from {@link ObjectStore}: only where a restore writes to, or a drill
 * empties its scratch target, is it given, never to what touches a backup. Thread-safe; calls
 * block.
 */
public interface ObjectDeleter {
  /**
   * Deletes the object if it still has this tag. Between the look and the deletion another may
   * write it: stores have no condition on deletions that all honour.
   *
   * @return whether it is gone now; false if it has another tag
   * @throws StoreException if it could not be deleted, or it is not known whether it was
   */
  boolean delete(ObjectKey key, ETag expected);
}
