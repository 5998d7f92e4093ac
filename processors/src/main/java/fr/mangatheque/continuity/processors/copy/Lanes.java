package fr.mangatheque.continuity.processors.copy;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Tasks waiting for their turn: at most one of a key runs, in order of arrival; keys do not wait
 * for each other. Among keys the one with the most urgent task is next, then the one that came
 * first. Not thread-safe.
 */
final class Lanes<K, T> {
  /** A task that may run now; {@link #finished} is due for its key. */
  record Turn<K, T>(K key, T task) {}

  /** Of a key with a waiting task and none running. */
  private record Place<K>(int rank, long number, K key) {}

  private final ToIntFunction<T> rank;
  private final Map<K, Deque<T>> waiting = new HashMap<>();
  private final Map<K, Place<K>> places = new HashMap<>();
  private final TreeSet<Place<K>> ready =
      new TreeSet<>(Comparator.<Place<K>>comparingInt(Place::rank).thenComparing(Place::number));
  private final Set<K> running = new HashSet<>();
  private long numbers;
  private int size;

  /**
   * @param rank how urgent a task is; the lowest first
   */
  Lanes(ToIntFunction<T> rank) {
    this.rank = rank;
  }

  /** Takes a task in. */
  void add(K key, T task) {
    waiting.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(task);
    size++;
    if (!running.contains(key)) {
      place(key);
    }
  }

  /** It keeps its number, and goes by the most urgent of its tasks: those before it must run. */
  private void place(K key) {
    Place<K> before = places.get(key);
    Deque<T> lane = waiting.get(key);
    if (before != null) {
      ready.remove(before);
      places.remove(key);
    }
    if (lane != null) {
      int urgency = lane.stream().mapToInt(rank).min().orElseThrow();
      Place<K> place = new Place<>(urgency, before == null ? numbers++ : before.number(), key);
      places.put(key, place);
      ready.add(place);
    }
  }

  /** The next task that may run, its key now taken; empty if none may. */
  Optional<Turn<K, T>> next() {
    Place<K> first = ready.pollFirst();
    if (first == null) {
      return Optional.empty();
    }
    K key = first.key();
    places.remove(key);
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
    place(key);
  }

  /** Drops the waiting tasks that match; running ones are not touched. */
  void drop(Predicate<T> which) {
    waiting
        .values()
        .removeIf(
            lane -> {
              int before = lane.size();
              lane.removeIf(which);
              size -= before - lane.size();
              return lane.isEmpty();
            });
    Set.copyOf(places.keySet()).forEach(this::place);
  }

  /** Tasks waiting. */
  int size() {
    return size;
  }
}
