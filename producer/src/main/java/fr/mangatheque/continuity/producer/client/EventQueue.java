package fr.mangatheque.continuity.producer.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Events that wait, bounded in number and memory, and the count of all that came. One that finds it
 * full is dropped: so what was once taken in is never lost but by closing. Thread-safe; whoever
 * offers never waits but for a few instructions of others.
 */
final class EventQueue {
  /** What an event takes beside its bytes: an array's header, a place in the queue. */
  private static final int OVERHEAD = 32;

  private final int maxEvents;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

  /** Those waiting, and those taken and not settled. */
  private long held;

  private long bytes;
  private long sent;
  private long dropped;
  private long refused;
  private boolean closed;
  private boolean abandoned;

  EventQueue(int maxEvents, long maxBytes) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  /** Whether there was room; if not, the event counts as dropped. */
  boolean offer(byte[] event) {
    lock.lock();
    try {
      if (closed || held >= maxEvents || bytes + size(event) > maxBytes) {
        dropped++;
        return false;
      }
      held++;
      bytes += size(event);
      waiting.add(event);
      if (waiting.size() == 1) {
        changed.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Counts an event that could not be right. */
  void refuse() {
    lock.lock();
    try {
      refused++;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The first that wait, as many as fit; waits for one. None once it is closed and empty. Each is
   * to be settled.
   *
   * @param most events
   * @param mostBytes of all together, with a byte between any two
   */
  List<byte[]> take(int most, int mostBytes) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      List<byte[]> taken = new ArrayList<>();
      long size = 0;
      while (!waiting.isEmpty() && taken.size() < most) {
        size += waiting.peek().length + 1L;
        if (size > mostBytes && !taken.isEmpty()) {
          break;
        }
        taken.add(waiting.remove());
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Events that were taken are done with. */
  void settle(Collection<byte[]> taken, boolean asSent) {
    lock.lock();
    try {
      if (abandoned) {
        return;
      }
      held -= taken.size();
      for (byte[] event : taken) {
        bytes -= size(event);
      }
      if (asSent) {
        sent += taken.size();
      } else {
        refused += taken.size();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more in; what waits may still be taken out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Closes, and drops what is not settled; returns how many that were. */
  long abandon() {
    lock.lock();
    try {
      closed = true;
      abandoned = true;
      long left = held;
      dropped += left;
      held = 0;
      bytes = 0;
      waiting.clear();
      changed.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }

  Statistics statistics() {
    lock.lock();
    try {
      return new Statistics(held, bytes, sent, dropped, refused);
    } finally {
      lock.unlock();
    }
  }

  private static int size(byte[] event) {
    return event.length + OVERHEAD;
  }
}
