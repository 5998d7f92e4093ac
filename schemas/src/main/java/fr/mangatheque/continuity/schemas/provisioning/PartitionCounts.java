package fr.mangatheque.continuity.schemas.provisioning;

import fr.mangatheque.continuity.schemas.Topic;
import java.util.Map;

/**
 * How many partitions each topic has in Kafka.
 *
 * @param byTopic by the topic's name, prefix included
 */
public record PartitionCounts(Map<String, Integer> byTopic) {
  public PartitionCounts {
    byTopic = Map.copyOf(byTopic);
  }

  /**
   * The number of partitions of {@code topic}.
   *
   * @throws IllegalArgumentException if it was not provisioned
   */
  public int of(Topic<?> topic) {
    Integer count = byTopic.get(topic.name());
    if (count == null) {
      throw new IllegalArgumentException("nothing is known about the topic " + topic.name());
    }
    return count;
  }
}
