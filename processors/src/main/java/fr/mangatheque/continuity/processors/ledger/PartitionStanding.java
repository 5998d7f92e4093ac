package fr.mangatheque.continuity.processors.ledger;

import java.util.Map;

/**
 * What one partition of the ledger says.
 *
 * @param sources every configured source, by name
 */
public record PartitionStanding(int partition, Map<String, SourceStanding> sources) {
  public PartitionStanding {
    sources = Map.copyOf(sources);
  }
}
