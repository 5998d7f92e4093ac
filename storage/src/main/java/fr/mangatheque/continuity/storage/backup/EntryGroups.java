package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.Utf8Order;
import fr.mangatheque.continuity.storage.backup.KeyEntries.Owner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Groups a listing of the backup by key as it goes by. Keys nest ({@code a} beside {@code a/b}), so
 * the entries of {@code a} may stand before, between and behind those of {@code a/b}: a group is
 * complete when the listing leaves what all its names start with. Only groups nested in each other
 * are kept at once. What is no entry is passed over. One thread uses it.
 */
public final class EntryGroups implements Iterator<KeyEntries> {
  private final BackupLayout layout;
  private final Iterator<ListedObject> listing;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Deque<KeyEntries> complete = new ArrayDeque<>();
  private @Nullable String last;

  private record Open(String prefix, Owner owner, List<HeldEntry> entries) {}

  /**
   * @param listing all objects below {@link BackupLayout#objects} or {@link BackupLayout#longs}, or
   *     of the whole prefix, in listing order
   */
  public EntryGroups(BackupLayout layout, Iterator<ListedObject> listing) {
    this.layout = layout;
    this.listing = listing;
  }

  /**
   * @throws StoreException if the listing fails or is not in order
   */
  @Override
  public boolean hasNext() {
    while (complete.isEmpty() && listing.hasNext()) {
      accept(listing.next());
    }
    if (complete.isEmpty()) {
      leave("");
    }
    return !complete.isEmpty();
  }

  @Override
  public KeyEntries next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return complete.removeFirst();
  }

  private void accept(ListedObject object) {
    String name = object.key().value();
    // some stores sort by UTF-16, which keeps together what starts alike just as well
    if (last != null && Utf8Order.compare(last, name) >= 0 && last.compareTo(name) >= 0) {
      throw StoreException.of(
          StoreFault.PROTOCOL,
          "the backup's listing is out of order: " + name + " came after " + last,
          null);
    }
    last = name;
    leave(name);
    layout
        .parse(object.key())
        .ifPresent(
            parsed -> {
              switch (parsed) {
                case BackupName.Entry e ->
                    add(layout.keyPrefix(e.key()), new Owner.Key(e.key()), e.entry(), object);
                case BackupName.LongEntry e ->
                    add(
                        layout.longPrefix(e.keyHash()),
                        new Owner.LongKey(e.keyHash()),
                        e.entry(),
                        object);
                case BackupName.LongKey _,
                    BackupName.Binding _,
                    BackupName.Drill _,
                    BackupName.Probe _,
                    BackupName.Foreign _ -> {}
              }
            });
  }

  /** Completes the groups that {@code name} is outside of; the innermost is the last opened. */
  private void leave(String name) {
    while (!open.isEmpty() && (name.isEmpty() || !name.startsWith(open.getLast().prefix()))) {
      Open left = open.removeLast();
      complete.addLast(new KeyEntries(left.owner(), left.entries()));
    }
  }

  private void add(String prefix, Owner owner, EntryName entry, ListedObject object) {
    if (open.isEmpty() || !open.getLast().prefix().equals(prefix)) {
      open.addLast(new Open(prefix, owner, new ArrayList<>()));
    }
    open.getLast()
        .entries()
        .add(new HeldEntry(entry, object.size(), object.etag(), object.lastModified()));
  }
}
