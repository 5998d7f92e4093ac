package fr.mangatheque.continuity.testkit.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was asked, in order. Safe for any thread. */
public final class QueueJournal {
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /**
   * A request that was answered.
   *
   * @param status of the answer; 0 if the connection was cut instead
   * @param nanos of {@link System#nanoTime} when it came
   */
  public record Entry(Operation operation, int status, String body, long nanos) {}

  void add(Entry entry) {
    entries.add(entry);
  }

  public List<Entry> all() {
    return List.copyOf(entries);
  }

  public List<Entry> of(Operation operation) {
    return entries.stream().filter(entry -> entry.operation() == operation).toList();
  }
}
