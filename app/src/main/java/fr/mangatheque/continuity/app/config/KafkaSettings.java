package fr.mangatheque.continuity.app.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Kafka is reached.
 *
 * @param bootstrapServers null for an embedded broker
 * @param embeddedPort port of the embedded broker; 0 for a free one
 * @param topicPrefix what the names of topics and groups start with; may be empty
 * @param instanceId name of this process
 * @param partitions of topics that are created
 * @param replication of topics that are created
 * @param properties further properties of every client; secrets may be among them
 */
public record KafkaSettings(
    @Nullable String bootstrapServers,
    int embeddedPort,
    String topicPrefix,
    String instanceId,
    int partitions,
    int replication,
    Map<String, Secret> properties) {
  public KafkaSettings {
    if (partitions < 1 || replication < 1) {
      throw new IllegalArgumentException("topics have at least one partition and one replica");
    }
    if (bootstrapServers == null && replication != 1) {
      throw new IllegalArgumentException("an embedded broker keeps one replica");
    }
    properties = Map.copyOf(properties);
  }

  /** Whether the broker runs in this process. */
  public boolean embedded() {
    return bootstrapServers == null;
  }
}
