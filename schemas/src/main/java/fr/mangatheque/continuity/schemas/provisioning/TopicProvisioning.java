package fr.mangatheque.continuity.schemas.provisioning;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure, at start, that every topic is there. What is missing is created; what exists is taken
 * as it is, its number of partitions too, unless it contradicts what the topic is for. Several
 * instances may do so at once.
 */
public final class TopicProvisioning {
  private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioning.class);

  private final TopicAdmin admin;
  private final TopicSettings settings;

  private TopicProvisioning(TopicAdmin admin, TopicSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  /**
   * Creates the missing ones of {@code topics}. Blocks until they can be used.
   *
   * @param patience how long Kafka may take to answer, and to make new topics known everywhere
   * @return the partitions of each topic, as they stand
   * @throws TopicsUnusableException if existing topics contradict each other or their purpose; then
   *     nothing was created
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer, or does not let us
   */
  public static PartitionCounts ensure(
      KafkaConnection kafka, Topics topics, TopicSettings settings, Duration patience) {
    Map<String, Object> client =
        kafka.client(
            Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                kafka.instanceId() + "-topics",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(patience.toMillis()),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(Math.min(patience.toMillis(), 30_000))));
    try (Admin admin = Admin.create(client)) {
      return new TopicProvisioning(new TopicAdmin(admin, patience), settings).ensure(topics);
    }
  }

  private PartitionCounts ensure(Topics topics) {
    Set<String> names = topics.all().stream().map(Topic::name).collect(Collectors.toSet());
    Map<String, ExistingTopic> existing = new HashMap<>(admin.describe(names));
    existing.putAll(admin.await(admin.existing(missing(topics, existing))));
    refuseContradictions(topics, existing);
    List<NewTopic> missing = missing(topics, existing);
    if (!missing.isEmpty()) {
      admin.create(missing);
      existing.putAll(admin.await(missing.stream().map(NewTopic::name).toList()));
      // Another instance may have created them, with other settings.
      refuseContradictions(topics, existing);
      LOG.atInfo()
          .addKeyValue("topics", missing.stream().map(NewTopic::name).sorted().toList())
          .addKeyValue("replication", settings.replication())
          .log("Topics created");
    }
    topics.all().forEach(topic -> tellShortRetention(topic, existing.get(topic.name())));
    return new PartitionCounts(
        existing.values().stream()
            .collect(Collectors.toMap(ExistingTopic::name, ExistingTopic::partitions)));
  }

  private List<NewTopic> missing(Topics topics, Map<String, ExistingTopic> existing) {
    return topics.all().stream()
        .filter(topic -> !existing.containsKey(topic.name()))
        .map(topic -> declared(topic, topics, existing))
        .toList();
  }

  private static void refuseContradictions(Topics topics, Map<String, ExistingTopic> existing) {
    List<String> faults = Contradictions.of(topics, existing);
    if (!faults.isEmpty()) {
      throw new TopicsUnusableException(faults);
    }
  }

  /** As declared, but one that is joined with others follows those of them that exist. */
  private int partitions(Topic<?> topic, Topics topics, Map<String, ExistingTopic> existing) {
    OptionalInt sibling =
        topics.joined().stream()
            .filter(joined -> joined.contains(topic))
            .flatMap(List::stream)
            .filter(other -> existing.containsKey(other.name()))
            .mapToInt(other -> existing.get(other.name()).partitions())
            .findFirst();
    return sibling.orElse(topic.quiet() ? 1 : settings.partitions());
  }

  private NewTopic declared(Topic<?> topic, Topics topics, Map<String, ExistingTopic> existing) {
    Map<String, String> config = new HashMap<>();
    config.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(settings.minInSyncReplicas()));
    Duration retention = topic.retention();
    if (retention == null) {
      config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    } else {
      config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
      config.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()));
    }
    if (topic.equals(topics.deadLetters())) {
      config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(DeadLetters.LARGEST));
    }
    int partitions = partitions(topic, topics, existing);
    return new NewTopic(topic.name(), partitions, (short) settings.replication()).configs(config);
  }

  private static void tellShortRetention(Topic<?> topic, ExistingTopic found) {
    Duration retention = topic.retention();
    if (retention != null
        && found.retentionMs() >= 0
        && found.retentionMs() < retention.toMillis()) {
      LOG.atWarn()
          .addKeyValue("topic", topic.name())
          .addKeyValue("retention", Duration.ofMillis(found.retentionMs()))
          .addKeyValue("declared", retention)
          .log("A topic keeps its records for a shorter time than it should");
    }
  }
}
