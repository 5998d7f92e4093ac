package fr.mangatheque.continuity.storage.limit;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * A store used within the limit of its endpoint, for one use; see {@link LimitedReads}. A write is
 * one at a time, however many requests it makes; under a cap each of them counts.
 */
public final class LimitedStore implements ObjectStore {
  private final LimitedReads reads;
  private final ObjectStore store;
  private final EndpointLimit limit;
  private final Use use;

  public LimitedStore(ObjectStore store, EndpointLimit limit, Use use) {
    this.reads = new LimitedReads(store, store, limit, use);
    this.store = store;
    this.limit = limit;
    this.use = use;
  }

  @Override
  public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
    return reads.get(key, unlessMatching);
  }

  @Override
  public Look head(ObjectKey key) {
    return reads.head(key);
  }

  @Override
  public ListPage list(ListQuery query) {
    return reads.list(query);
  }

  @Override
  public Creation create(ObjectKey key, Content content, ObjectHeaders headers) {
    return LimitedReads.within(
        limit, use, permit -> store.create(key, new PacedContent(content, permit), headers));
  }

  @Override
  public EndpointTraits traits() {
    return store.traits();
  }

  /** Closes the store; the limit stays, for it is others' as well. */
  @Override
  public void close() {
    store.close();
  }
}
