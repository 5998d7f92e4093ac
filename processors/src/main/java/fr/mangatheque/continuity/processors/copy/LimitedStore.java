package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectCreator;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.ObjectStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A store used within the limit of its endpoint. */
final class LimitedStore implements ObjectReader, ObjectLister, ObjectCreator {
  private final LimitedReads reads;
  private final ObjectStore store;
  private final AdaptiveLimit limit;

  LimitedStore(ObjectStore store, AdaptiveLimit limit) {
    this.reads = new LimitedReads(store, store, limit);
    this.store = store;
    this.limit = limit;
  }

  /** A copy that uses the endpoint since {@code startedAt} was not done in time. */
  void timedOut(Instant startedAt) {
    limit.timedOut(startedAt);
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
    return LimitedReads.within(limit, () -> store.create(key, content, headers));
  }

  @Override
  public EndpointTraits traits() {
    return store.traits();
  }
}
