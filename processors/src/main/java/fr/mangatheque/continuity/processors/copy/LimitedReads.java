package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads and lists within the limit of the endpoint. A body counts until it is closed. */
final class LimitedReads implements ObjectReader, ObjectLister {
  private final ObjectReader reader;
  private final ObjectLister lister;
  private final AdaptiveLimit limit;

  LimitedReads(ObjectReader reader, ObjectLister lister, AdaptiveLimit limit) {
    this.reader = reader;
    this.lister = lister;
    this.limit = limit;
  }

  @Override
  public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
    AdaptiveLimit.Permit permit = enter(limit);
    Read read;
    try {
      read = reader.get(key, unlessMatching);
    } catch (StoreException e) {
      permit.failed(e);
      permit.close();
      throw e;
    } catch (RuntimeException e) {
      permit.close();
      throw e;
    }
    permit.succeeded();
    if (!(read instanceof Read.Found found)) {
      permit.close();
      return read;
    }
    return new Read.Found(
        found.info(),
        found.body(),
        () -> {
          try {
            found.close();
          } finally {
            permit.close();
          }
        });
  }

  /** A copy that uses the endpoint since {@code startedAt} was not done in time. */
  void timedOut(Instant startedAt) {
    limit.timedOut(startedAt);
  }

  @Override
  public Look head(ObjectKey key) {
    return within(limit, () -> reader.head(key));
  }

  @Override
  public ListPage list(ListQuery query) {
    return within(limit, () -> lister.list(query));
  }

  static <T> T within(AdaptiveLimit limit, Supplier<T> call) {
    try (AdaptiveLimit.Permit permit = enter(limit)) {
      try {
        T answer = call.get();
        permit.succeeded();
        return answer;
      } catch (StoreException e) {
        permit.failed(e);
        throw e;
      }
    }
  }

  private static AdaptiveLimit.Permit enter(AdaptiveLimit limit) {
    try {
      return limit.enter();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.of(
          StoreFault.TIMEOUT, "interrupted while waiting for its turn at the endpoint", e);
    }
  }
}
