package fr.mangatheque.continuity.processors.copy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tasks waiting for their turn: at most one of a key runs, in order of arrival; keys do not wait
 * for each other. Not thread-safe.
 */
final class Lanes<K, T> {
  /** A task that may run now; {@link #finished} is due for its key. */
  record Turn<K, T>(K key, T task) {}

  private final Map<K, Deque<T>> waiting = new HashMap<>();
  // keys with a waiting task and none running, in order of arrival
  private final LinkedHashMap<K, Boolean> ready = new LinkedHashMap<>();
  private final Set<K> running = new HashSet<>();
  private int size;

  /** Takes a task in. */
  void add(K key, T task) {
    waiting.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(task);
    size++;
    if (!running.contains(key)) {
      ready.putIfAbsent(key, true);
    }
  }

  /** The next task that may run, its key now taken; empty if none may. */
  Optional<Turn<K, T>> next() {
    Map.Entry<K, Boolean> first = ready.pollFirstEntry();
    if (first == null) {
      return Optional.empty();
    }
    K key = first.getKey();
    Deque<T> lane = waiting.get(key);
    T task = lane.remove();
    if (lane.isEmpty()) {
      waiting.remove(key);
    }
    running.add(key);
    size--;
    return Optional.of(new Turn<>(key, task));
  }

  /** The key's running task ended: its next one gets in line. */
  void finished(K key) {
    if (!running.remove(key)) {
      throw new IllegalStateException("no task of this key was running: " + key);
    }
    if (waiting.containsKey(key)) {
      ready.put(key, true);
    }
  }

  /** Drops the waiting tasks that match; running ones are not touched. */
  void drop(Predicate<T> which) {
    waiting
        .entrySet()
        .removeIf(
            lane -> {
              int before = lane.getValue().size();
              lane.getValue().removeIf(which);
              size -= before - lane.getValue().size();
              return lane.getValue().isEmpty();
            });
    ready.keySet().retainAll(waiting.keySet());
  }

  /** Tasks waiting. */
  int size() {
    return size;
  }
}
