package fr.mangatheque.continuity.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * How to reach Kafka, for every client of a process.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param instanceId unique and stable name of this process, for static membership
 * @param properties further properties of every client (security and the like); they win; passwords
 *     may be among them, so only their names are ever shown
 */
public record KafkaConnection(
    String bootstrapServers, String instanceId, Map<String, String> properties) {
  public KafkaConnection {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("Kafka's bootstrap servers are not given");
    }
    if (instanceId.isBlank()) {
      throw new IllegalArgumentException("an instance needs a name");
    }
    properties = Map.copyOf(properties);
  }

  /** Configuration of a client: {@code own} beside what is common; common properties win. */
  public Map<String, Object> client(Map<String, ?> own) {
    Map<String, Object> all = new HashMap<>(own);
    all.put("bootstrap.servers", bootstrapServers);
    all.putAll(properties);
    return all;
  }

  @Override
  public String toString() {
    return "KafkaConnection[bootstrapServers=%s, instanceId=%s, properties=%s]"
        .formatted(bootstrapServers, instanceId, new TreeSet<>(properties.keySet()));
  }
}
