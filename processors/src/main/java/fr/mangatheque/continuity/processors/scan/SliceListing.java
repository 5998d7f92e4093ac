package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.event.ScanOutcome;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.Utf8Order;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the pages of a slice, one in memory at a time, and believes no listing that is not
 * in order, goes in circles, or does not say how it goes on. One thread uses it, once.
 */
final class SliceListing {
  /** A page of the slice. */
  interface PageTaker {
    /**
     * @param objects within the slice
     * @param unusable names within the slice that are no keys
     */
    void take(List<ListedObject> objects, List<String> unusable);
  }

  private final ObjectLister lister;
  private final String prefix;
  private final @Nullable String until;
  private @Nullable String last;
  private @Nullable Instant date;
  private long pages;

  /**
   * @param after the slice begins behind this name; null at the first
   * @param until it ends with this name; null with the last
   */
  SliceListing(ObjectLister lister, String prefix, @Nullable String after, @Nullable String until) {
    this.lister = lister;
    this.prefix = prefix;
    this.until = until;
    this.last = after;
  }

  /**
   * Lists.
   *
   * @param atMost pages
   * @param enough whether to stop behind a page, as time is up
   * @return MORE or DONE
   * @throws StoreException if the store could not tell, or what it told cannot be
   */
  ScanOutcome list(int atMost, BooleanSupplier enough, PageTaker taker) {
    ListQuery query = new ListQuery(prefix, last, null, ListQuery.MAX_LIMIT);
    @Nullable String before = last;
    while (true) {
      ListPage page = lister.list(query);
      pages++;
      if (pages == 1) {
        date = page.date();
      }
      List<ListedObject> within = within(page.objects());
      List<String> unusable =
          page.unusable().stream().filter(name -> until == null || !beyond(name)).toList();
      taker.take(within, unusable);
      boolean ended = within.size() < page.objects().size() || page.next() == null;
      if (!unusable.isEmpty() && (last == null || isBefore(last, unusable.getLast()))) {
        last = unusable.getLast();
      }
      if (ended) {
        return ScanOutcome.DONE;
      }
      if (page.next().equals(query.continuation())) {
        throw protocol("goes in circles: a page names itself as the next");
      }
      if (pages >= atMost || enough.getAsBoolean()) {
        if (last == null || last.equals(before)) {
          throw protocol("has " + pages + " pages without a name, and says that more follow");
        }
        return ScanOutcome.MORE;
      }
      query = query.after(page.next());
    }
  }

  private List<ListedObject> within(List<ListedObject> objects) {
    int count = 0;
    for (ListedObject object : objects) {
      String name = object.key().value();
      if (!name.startsWith(prefix)) {
        throw protocol("shows " + name + ", which was not asked for");
      }
      if (last != null && !isBefore(last, name)) {
        throw protocol("is out of order: " + name + " came after " + last);
      }
      if (beyond(name)) {
        break;
      }
      last = name;
      count++;
    }
    return objects.subList(0, count);
  }

  /** In the order of UTF-8 or in that of UTF-16, which some stores keep to. */
  private static boolean isBefore(String one, String other) {
    return Utf8Order.compare(one, other) < 0 || one.compareTo(other) < 0;
  }

  private boolean beyond(String name) {
    return until != null && Utf8Order.compare(name, until) > 0;
  }

  private StoreException protocol(String what) {
    return StoreException.of(
        StoreFault.PROTOCOL,
        "the listing of " + (prefix.isEmpty() ? "the bucket" : prefix + "…") + " " + what,
        null);
  }

  /** The last name seen; that behind which it began, if none was. */
  @Nullable String last() {
    return last;
  }

  /** The store's clock when it began; null if it did not tell. */
  @Nullable Instant date() {
    return date;
  }

  long pages() {
    return pages;
  }
}
