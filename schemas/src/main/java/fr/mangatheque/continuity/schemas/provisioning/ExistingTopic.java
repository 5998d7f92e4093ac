package fr.mangatheque.continuity.schemas.provisioning;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * A topic as it stands in Kafka.
 *
 * @param replication the fewest copies any of its partitions has
 * @param retentionMs how long records are kept; below zero: for ever
 */
record ExistingTopic(
    String name,
    int partitions,
    int replication,
    Set<String> cleanup,
    int minInSyncReplicas,
    long retentionMs) {

  static ExistingTopic of(TopicDescription topic, Config config) {
    return new ExistingTopic(
        topic.name(),
        topic.partitions().size(),
        topic.partitions().stream().mapToInt(it -> it.replicas().size()).min().orElse(0),
        policies(value(config, TopicConfig.CLEANUP_POLICY_CONFIG, "delete")),
        Integer.parseInt(value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1")),
        Long.parseLong(value(config, TopicConfig.RETENTION_MS_CONFIG, "-1")));
  }

  private static String value(Config config, String name, String otherwise) {
    @Nullable ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? otherwise : entry.value();
  }

  private static Set<String> policies(String list) {
    Set<String> policies = new HashSet<>(Arrays.asList(list.split("\\s*,\\s*")));
    policies.remove("");
    return policies;
  }
}
