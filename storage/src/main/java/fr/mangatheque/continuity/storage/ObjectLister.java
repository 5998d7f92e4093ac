package fr.mangatheque.continuity.storage;

/** Lists objects. Thread-safe; calls block. */
public interface ObjectLister {
  /**
   * One page, one request.
   *
   * @throws StoreException if the store could not tell
   */
  ListPage list(ListQuery query);
}
