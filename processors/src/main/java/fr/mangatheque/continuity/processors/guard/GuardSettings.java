package fr.mangatheque.continuity.processors.guard;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;

/**
 * What a guard runs with.
 *
 * @param partitions of its input, the deletions
 * @param stateDirectory where Kafka Streams keeps its stores
 */
public record GuardSettings(GuardPolicy policy, int partitions, Path stateDirectory) {
  public GuardSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException("a topic has at least one partition");
    }
  }

  /** The partition that Kafka's own clients choose for a key. */
  int partitionOf(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
