package fr.mangatheque.continuity.producer.connection;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that all bodies share. Thread-safe. */
final class BodyRoom {
  private final long bytes;
  private final AtomicLong taken = new AtomicLong();

  BodyRoom(long bytes) {
    this.bytes = bytes;
  }

  /** Takes some, if it is there. */
  boolean take(long more) {
    long before;
    do {
      before = taken.get();
      if (before + more > bytes) {
        return false;
      }
    } while (!taken.compareAndSet(before, before + more));
    return true;
  }

  void giveBack(long some) {
    taken.addAndGet(-some);
  }

  long taken() {
    return taken.get();
  }
}
