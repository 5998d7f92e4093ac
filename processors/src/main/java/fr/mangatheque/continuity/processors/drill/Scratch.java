package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.processors.restore.Attempts;
import fr.mangatheque.continuity.processors.restore.Destination;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.Listing;
import fr.mangatheque.continuity.storage.ObjectDeleter;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where drills restore to: the part of a bucket below a prefix that is nobody else's. Only what is
 * below the prefix is ever listed, read or deleted.
 *
 * @param name as people call it
 * @param destination opens it to be restored into; its caller closes it
 * @param deleter opens what deletes in it, which may leave a trace there first
 * @param prefix ends with a slash
 */
public record Scratch(
    String name,
    Supplier<Destination> destination,
    ObjectReader reader,
    ObjectLister lister,
    Supplier<ObjectDeleter> deleter,
    String prefix) {
  public Scratch {
    if (prefix.length() < 2 || !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "a scratch target has a prefix of its own that ends with a slash: " + prefix);
    }
  }

  private Iterator<ListedObject> all(Attempts attempts) {
    return Listing.of(query -> attempts.of("LIST of " + name, () -> lister.list(query)), prefix);
  }

  /** All that was restored into it, by names in the bucket: canaries are traces of probes. */
  Iterator<ListedObject> restored(Attempts attempts) {
    return new Restored(all(attempts), prefix + ObjectId.CANARY_PREFIX);
  }

  /** Passes over what starts with {@code canaries}. One thread uses it. */
  private static final class Restored implements Iterator<ListedObject> {
    private final Iterator<ListedObject> all;
    private final String canaries;
    private @Nullable ListedObject next;

    Restored(Iterator<ListedObject> all, String canaries) {
      this.all = all;
      this.canaries = canaries;
    }

    @Override
    public boolean hasNext() {
      while (next == null && all.hasNext()) {
        ListedObject object = all.next();
        next = object.key().value().startsWith(canaries) ? null : object;
      }
      return next != null;
    }

    @Override
    public ListedObject next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ListedObject object = Objects.requireNonNull(next);
      next = null;
      return object;
    }
  }

  /** The source's key of an object in it. */
  ObjectKey keyOf(ListedObject object) {
    return new ObjectKey(object.key().value().substring(prefix.length()));
  }

  /**
   * Deletes all that is in it.
   *
   * @param most objects at a time
   * @param watch told how many are gone, now and then
   * @throws fr.mangatheque.continuity.storage.StoreException if not all of it could be deleted
   */
  void empty(Attempts attempts, int most, LongConsumer watch) throws InterruptedException {
    ObjectDeleter emptying = attempts.of("the probing of " + name, deleter::get);
    AtomicLong gone = new AtomicLong();
    AtATime.<ListedObject, Boolean>each(
        all(attempts),
        most,
        object -> {
          requireOurs(object);
          return attempts.of(
              "DELETE of " + object.key(), () -> emptying.delete(object.key(), object.etag()));
        },
        deleted -> watch.accept(deleted ? gone.incrementAndGet() : gone.get()));
  }

  private void requireOurs(ListedObject object) {
    if (!object.key().value().startsWith(prefix)) {
      throw new IllegalStateException(
          "the scratch target lists what is not below " + prefix + ": " + object.key());
    }
  }
}
