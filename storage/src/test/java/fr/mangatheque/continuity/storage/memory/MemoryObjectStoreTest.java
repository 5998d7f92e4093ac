package fr.mangatheque.continuity.storage.memory;

import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.ObjectStoreContract;
import java.time.InstantSource;

class MemoryObjectStoreTest extends ObjectStoreContract {
  private final MemoryObjectStore store = new MemoryObjectStore(InstantSource.system());

  @Override
  protected ObjectStore store() {
    return store;
  }
}
