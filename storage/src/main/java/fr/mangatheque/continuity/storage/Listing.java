package fr.mangatheque.continuity.storage;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Goes through a listing, asking for a page when it is needed. One thread uses it. */
public final class Listing implements Iterator<ListedObject> {
  private final ObjectLister lister;
  private @Nullable ListQuery next;
  private Iterator<ListedObject> page = List.<ListedObject>of().iterator();

  public Listing(ObjectLister lister, ListQuery first) {
    this.lister = lister;
    this.next = first;
  }

  /** All objects whose keys start so. */
  public static Listing of(ObjectLister lister, String prefix) {
    return new Listing(lister, ListQuery.firstPage(prefix));
  }

  /**
   * @throws StoreException if the store could not tell
   */
  @Override
  public boolean hasNext() {
    while (!page.hasNext() && next != null) {
      ListPage answer = lister.list(next);
      page = answer.objects().iterator();
      next = answer.next() == null ? null : next.after(answer.next());
    }
    return page.hasNext();
  }

  @Override
  public ListedObject next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }
}
