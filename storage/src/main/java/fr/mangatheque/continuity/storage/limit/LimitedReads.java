package fr.mangatheque.continuity.storage.limit;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.StoreException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and lists within the limit of the endpoint, for one use. A body counts until it is closed;
 * a page of a listing is a request.
 *
 * <p>Calls also throw {@link StoreException} THROTTLED without asking where the endpoint wants to
 * be left alone for long, and TIMEOUT where the thread is interrupted while it waits.
 */
public final class LimitedReads implements ObjectReader, ObjectLister {
  private final ObjectReader reader;
  private final ObjectLister lister;
  private final EndpointLimit limit;
  private final Use use;

  public LimitedReads(ObjectReader reader, ObjectLister lister, EndpointLimit limit, Use use) {
    this.reader = reader;
    this.lister = lister;
    this.limit = limit;
    this.use = use;
  }

  @Override
  public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
    EndpointLimit.Permit permit = limit.enter(use);
    boolean open = false;
    try {
      Read read = reader.get(key, unlessMatching);
      permit.succeeded();
      if (read instanceof Read.Found found) {
        open = true;
        return within(found, permit);
      }
      return read;
    } catch (StoreException e) {
      permit.failed(e);
      throw e;
    } finally {
      if (!open) {
        permit.close();
      }
    }
  }

  private Read within(Read.Found found, EndpointLimit.Permit permit) {
    return new Read.Found(
        found.info(),
        limit.capsBytes() ? new PacedBody(found.body(), found.info().size(), permit) : found.body(),
        () -> {
          try {
            found.close();
          } finally {
            permit.close();
          }
        });
  }

  @Override
  public Look head(ObjectKey key) {
    return within(limit, use, _ -> reader.head(key));
  }

  @Override
  public ListPage list(ListQuery query) {
    return within(limit, use, _ -> lister.list(query));
  }

  static <T> T within(EndpointLimit limit, Use use, Function<EndpointLimit.Permit, T> call) {
    try (EndpointLimit.Permit permit = limit.enter(use)) {
      try {
        T answer = call.apply(permit);
        permit.succeeded();
        return answer;
      } catch (StoreException e) {
        permit.failed(e);
        throw e;
      }
    }
  }
}
