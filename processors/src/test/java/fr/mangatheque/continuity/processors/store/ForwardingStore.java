package fr.mangatheque.continuity.processors.store;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectStore;
import org.jspecify.annotations.Nullable;

/** Does what another store does, but for what a test overrides. */
public class ForwardingStore implements ObjectStore {
  protected final ObjectStore store;

  protected ForwardingStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
    return store.get(key, unlessMatching);
  }

  @Override
  public Look head(ObjectKey key) {
    return store.head(key);
  }

  @Override
  public ListPage list(ListQuery query) {
    return store.list(query);
  }

  @Override
  public Creation create(ObjectKey key, Content content, ObjectHeaders headers) {
    return store.create(key, content, headers);
  }

  @Override
  public EndpointTraits traits() {
    return store.traits();
  }

  @Override
  public void close() {
    store.close();
  }
}
