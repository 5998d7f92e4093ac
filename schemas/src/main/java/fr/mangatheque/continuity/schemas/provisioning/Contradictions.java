package fr.mangatheque.continuity.schemas.provisioning;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/** What of existing topics contradicts what is declared. Pure. */
final class Contradictions {
  private Contradictions() {}

  static List<String> of(Topics topics, Map<String, ExistingTopic> existing) {
    List<String> faults = new ArrayList<>();
    topics.joined().forEach(joined -> faults.addAll(notCopartitioned(joined, existing)));
    for (Topic<?> topic : topics.all()) {
      ExistingTopic found = existing.get(topic.name());
      if (found != null) {
        faults.addAll(of(topic, found));
      }
    }
    return faults;
  }

  private static List<String> notCopartitioned(
      List<Topic<?>> joined, Map<String, ExistingTopic> existing) {
    List<ExistingTopic> inputs =
        joined.stream().map(Topic::name).filter(existing::containsKey).map(existing::get).toList();
    if (inputs.stream().map(ExistingTopic::partitions).distinct().count() < 2) {
      return List.of();
    }
    int most = inputs.stream().mapToInt(ExistingTopic::partitions).max().orElseThrow();
    List<String> counts =
        inputs.stream().map(it -> it.name() + " has " + it.partitions() + " partitions").toList();
    return List.of(
        "%s are read together by partition, yet %s: stop every instance, give each %d partitions (kafka-topics.sh --alter --topic … --partitions %d) and start with a new topic prefix, which makes the ledger anew; or delete the topic that holds nothing yet and let it be created"
            .formatted(
                String.join(" and ", inputs.stream().map(ExistingTopic::name).toList()),
                String.join(" and ", counts),
                most,
                most));
  }

  private static List<String> of(Topic<?> topic, ExistingTopic found) {
    List<String> faults = new ArrayList<>();
    String wanted =
        topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
    if (!found.cleanup().equals(Set.of(wanted))) {
      faults.add(
          "%s %s, but its cleanup.policy is %s: kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config cleanup.policy=%s"
              .formatted(
                  found.name(),
                  topic.compacted()
                      ? "keeps the last record of every key for ever"
                      : "needs every record until its time is over",
                  found.cleanup().isEmpty()
                      ? "empty"
                      : String.join(",", found.cleanup().stream().sorted().toList()),
                  found.name(),
                  wanted));
    }
    if (found.minInSyncReplicas() > found.replication()) {
      faults.add(
          "%s takes no record: its min.insync.replicas is %d and its partitions have %d copies: kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config min.insync.replicas=%d"
              .formatted(
                  found.name(),
                  found.minInSyncReplicas(),
                  found.replication(),
                  found.name(),
                  Math.max(1, found.replication() - 1)));
    }
    return faults;
  }
}
