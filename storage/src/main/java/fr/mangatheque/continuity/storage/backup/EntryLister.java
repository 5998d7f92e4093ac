package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists the entries of one key. Entries of keys nested in it ({@code a/b} in {@code a}) are listed
 * between them: where a page ends among those, the next starts behind them. Thread-safe.
 */
public final class EntryLister {
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private final ObjectLister store;
  private final BackupLayout layout;
  private final int pageSize;

  public EntryLister(ObjectLister store, BackupLayout layout) {
    this(store, layout, ListQuery.MAX_LIMIT);
  }

  EntryLister(ObjectLister store, BackupLayout layout, int pageSize) {
    this.store = store;
    this.layout = layout;
    this.pageSize = pageSize;
  }

  /**
   * All entries of {@code key} in their order; none if it was never protected.
   *
   * @throws StoreException if the store could not tell
   */
  public List<HeldEntry> entries(ObjectKey key) {
    String prefix = layout.keyPrefix(key);
    List<HeldEntry> entries = new ArrayList<>();
    @Nullable ListQuery query = ListQuery.firstPage(prefix, pageSize);
    while (query != null) {
      ListPage page = store.list(query);
      for (ListedObject object : page.objects()) {
        entry(object, prefix).ifPresent(entries::add);
      }
      query = next(query, page, prefix);
    }
    return entries.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
  }

  /** The entry with the greatest name; empty if the key was never protected. */
  public Optional<HeldEntry> greatest(ObjectKey key) {
    List<HeldEntry> entries = entries(key);
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
  }

  private static Optional<HeldEntry> entry(ListedObject object, String prefix) {
    return EntryNames.parse(object.key().value().substring(prefix.length()))
        .map(name -> new HeldEntry(name, object.size(), object.etag(), object.lastModified()));
  }

  private @Nullable ListQuery next(ListQuery query, ListPage page, String prefix) {
    if (page.next() == null) {
      return null;
    }
    if (page.objects().isEmpty()) {
      return query.after(page.next());
    }
    String last = page.objects().getLast().key().value();
    int slash = last.indexOf('/', prefix.length());
    if (slash < 0) {
      return query.after(page.next());
    }
    String behindNested = last.substring(0, slash + 1) + LAST;
    // a nested key may itself start with the last code point: then there is no way but through
    return Utf8Order.compare(last, behindNested) < 0
        ? new ListQuery(prefix, behindNested, null, pageSize)
        : query.after(page.next());
  }
}
