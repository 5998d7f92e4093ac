package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectKey;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Objects of a bucket below a prefix, without it, in the order of {@link KeyOrder}. */
final class Unprefixed implements Destination.Walk {
  private final Pages pages;
  private final NestedOrder objects;

  Unprefixed(Pages pages, String prefix) {
    this.pages = pages;
    this.objects = new NestedOrder(new Keys(pages, prefix));
  }

  @Override
  public boolean hasNext() {
    return objects.hasNext();
  }

  @Override
  public DestinationObject next() {
    return objects.next();
  }

  @Override
  public void close() {
    pages.close();
  }

  /** Takes the prefix away; what is called as the prefix itself has no key. */
  private static final class Keys implements Iterator<DestinationObject> {
    private final Pages pages;
    private final String prefix;
    private @Nullable DestinationObject next;

    Keys(Pages pages, String prefix) {
      this.pages = pages;
      this.prefix = prefix;
    }

    @Override
    public boolean hasNext() {
      while (next == null && pages.hasNext()) {
        ListedObject object = pages.next();
        String key = object.key().value().substring(prefix.length());
        if (!key.isEmpty()) {
          next =
              new DestinationObject(
                  new ObjectKey(key), object.size(), object.etag(), null, object.lastModified());
        }
      }
      return next != null;
    }

    @Override
    public DestinationObject next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      DestinationObject object = next;
      next = null;
      return object;
    }
  }
}
