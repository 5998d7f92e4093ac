package fr.mangatheque.continuity.processors.ledger;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the sources stand, as far as all that answered say. Pure: who asks other processes hands
 * their answers to {@link #of}.
 *
 * @param sources by name
 * @param missing partitions that nobody answered for: what is on them is not in the sums
 */
public record Standing(SortedMap<String, SourceStanding> sources, SortedSet<Integer> missing) {
  public Standing {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
  }

  /** Whether every partition answered. */
  public boolean complete() {
    return missing.isEmpty();
  }

  /**
   * Adds up answers. Of two about one partition, as when it moves between two questions, the later
   * one counts.
   *
   * @param partitions of the ledger, in all
   */
  public static Standing of(int partitions, Collection<PartitionStanding> answers) {
    Map<Integer, PartitionStanding> byPartition = new HashMap<>();
    for (PartitionStanding answer : answers) {
      if (answer.partition() < 0 || answer.partition() >= partitions) {
        throw new IllegalArgumentException(
            "an answer about partition %d of %d".formatted(answer.partition(), partitions));
      }
      byPartition.put(answer.partition(), answer);
    }
    SortedMap<String, SourceStanding> sources = new TreeMap<>();
    for (PartitionStanding answer : byPartition.values()) {
      answer.sources().forEach((name, it) -> sources.merge(name, it, SourceStanding::plus));
    }
    SortedSet<Integer> missing = new TreeSet<>();
    for (int partition = 0; partition < partitions; partition++) {
      if (!byPartition.containsKey(partition)) {
        missing.add(partition);
      }
    }
    return new Standing(sources, missing);
  }
}
