package fr.mangatheque.continuity.processors.restore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Brings a listing from the order of keys into that of {@link KeyOrder}. Keeps only keys that start
 * with each other: a thousand at most, as long as keys are. One thread uses it.
 */
final class NestedOrder implements Iterator<DestinationObject> {
  private final Iterator<DestinationObject> listing;
  private final Deque<DestinationObject> held = new ArrayDeque<>();
  private final Deque<DestinationObject> ready = new ArrayDeque<>();

  /**
   * @param listing in the order of the keys' UTF-8 bytes
   */
  NestedOrder(Iterator<DestinationObject> listing) {
    this.listing = listing;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && listing.hasNext()) {
      DestinationObject object = listing.next();
      while (!held.isEmpty() && !comesBefore(object, held.getLast())) {
        ready.addLast(held.removeLast());
      }
      held.addLast(object);
    }
    while (ready.isEmpty() && !held.isEmpty()) {
      ready.addLast(held.removeLast());
    }
    return !ready.isEmpty();
  }

  /** Whether one that is listed later is to come before {@code waiting}. */
  private static boolean comesBefore(DestinationObject later, DestinationObject waiting) {
    String key = later.key().value();
    String held = waiting.key().value();
    return key.startsWith(held) && key.charAt(held.length()) <= '/';
  }

  @Override
  public DestinationObject next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.removeFirst();
  }
}
