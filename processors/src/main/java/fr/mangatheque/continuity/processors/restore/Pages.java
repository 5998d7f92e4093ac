package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.Utf8Order;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a listing, with the next page on its way while one is looked at. Insists on the
 * order of UTF-8 bytes: two listings that are compared as they go by would else be compared
 * wrongly. One thread uses it.
 */
final class Pages implements Iterator<ListedObject>, AutoCloseable {
  private final ObjectLister lister;
  private final Attempts attempts;
  private Iterator<ListedObject> page = List.<ListedObject>of().iterator();
  private @Nullable Coming coming;
  private @Nullable String last;

  private record Coming(ListQuery query, FutureTask<ListPage> page, Thread thread) {}

  Pages(ObjectLister lister, String prefix, Attempts attempts) {
    this.lister = lister;
    this.attempts = attempts;
    this.coming = ask(ListQuery.firstPage(prefix));
  }

  private Coming ask(ListQuery query) {
    String what = "LIST of " + query.prefix() + "…";
    FutureTask<ListPage> task = new FutureTask<>(() -> attempts.of(what, () -> lister.list(query)));
    return new Coming(query, task, Thread.ofVirtual().name("restore-list").start(task));
  }

  /**
   * @throws StoreException if the store could not tell, or lists out of order
   */
  @Override
  public boolean hasNext() {
    while (!page.hasNext() && coming != null) {
      ListPage answer = await(coming);
      page = answer.objects().iterator();
      coming = answer.next() == null ? null : ask(coming.query().after(answer.next()));
    }
    return page.hasNext();
  }

  @Override
  public ListedObject next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ListedObject object = page.next();
    String name = object.key().value();
    if (last != null && Utf8Order.compare(last, name) >= 0) {
      throw StoreException.of(
          StoreFault.PROTOCOL,
          "the listing is not in the order of UTF-8 bytes, so nothing can be concluded from it: "
              + name
              + " came after "
              + last,
          null);
    }
    last = name;
    return object;
  }

  private static ListPage await(Coming coming) {
    try {
      return coming.page().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.of(
          StoreFault.TIMEOUT, "LIST of " + coming.query().prefix() + "… was interrupted", e);
    }
  }

  @Override
  public void close() {
    if (coming != null) {
      coming.thread().interrupt();
    }
  }
}
