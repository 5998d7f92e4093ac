package fr.mangatheque.continuity.processors.scrub;

import java.nio.file.Path;
import java.util.Set;

/**
 * What the scrub runs with.
 *
 * @param sources names of the sources it grants for
 * @param partitions of object-changes, each of which is granted its part
 * @param stateDirectory where Kafka Streams keeps what it wants to find again
 */
public record ScrubSettings(
    Set<String> sources, ScrubBudget budget, int partitions, Path stateDirectory) {
  public ScrubSettings {
    sources = Set.copyOf(sources);
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions are at least 1");
    }
  }
}
