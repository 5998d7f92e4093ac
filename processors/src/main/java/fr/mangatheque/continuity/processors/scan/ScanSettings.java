package fr.mangatheque.continuity.processors.scan;

import java.nio.file.Path;
import java.util.Set;

/**
 * What the coordinator of scans runs with.
 *
 * @param sources names of the sources that can be scanned
 * @param stateDirectory where Kafka Streams keeps its stores
 */
public record ScanSettings(Set<String> sources, ScanPolicy policy, Path stateDirectory) {
  public ScanSettings {
    sources = Set.copyOf(sources);
  }
}
