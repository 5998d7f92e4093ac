package fr.mangatheque.continuity.processors.copy;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Runs tasks, each on a virtual thread of its own, a bounded number at a time and one at a time a
 * key, the most urgent first. Thread-safe; nothing here waits.
 */
final class TaskPool<T extends TaskPool.Task> {
  /** What runs. */
  interface Task extends Runnable {
    /** How urgent it is: the lowest of those that wait runs next. */
    int rank();

    /** Its outcome is no longer wanted: it ends soon, without telling one. Any thread. */
    void cancel();
  }

  private final int concurrency;
  private final ReentrantLock lock = new ReentrantLock();
  private final Lanes<String, T> lanes = new Lanes<>(Task::rank);
  private final Set<T> running = new LinkedHashSet<>();

  TaskPool(int concurrency) {
    this.concurrency = concurrency;
  }

  /** Takes a task in; it runs when it is its turn. */
  void submit(String key, T task) {
    lock.lock();
    try {
      lanes.add(key, task);
      startNext();
    } finally {
      lock.unlock();
    }
  }

  private void startNext() {
    while (running.size() < concurrency) {
      Optional<Lanes.Turn<String, T>> turn = lanes.next();
      if (turn.isEmpty()) {
        return;
      }
      running.add(turn.get().task());
      Thread.ofVirtual().name("copy").start(() -> run(turn.get()));
    }
  }

  private void run(Lanes.Turn<String, T> turn) {
    try {
      turn.task().run();
    } finally {
      lock.lock();
      try {
        running.remove(turn.task());
        lanes.finished(turn.key());
        startNext();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Drops the waiting tasks that match. */
  void drop(Predicate<T> which) {
    lock.lock();
    try {
      lanes.drop(which);
    } finally {
      lock.unlock();
    }
  }

  /** Cancels the running tasks that match. */
  void cancel(Predicate<T> which) {
    lock.lock();
    try {
      running.stream().filter(which).forEach(Task::cancel);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a task that matches is running. */
  boolean anyRunning(Predicate<T> which) {
    lock.lock();
    try {
      return running.stream().anyMatch(which);
    } finally {
      lock.unlock();
    }
  }

  int running() {
    lock.lock();
    try {
      return running.size();
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return lanes.size();
    } finally {
      lock.unlock();
    }
  }
}
