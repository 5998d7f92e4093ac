package fr.mangatheque.continuity.schemas.provisioning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Kafka's admin client, in words of topics. Blocks; one thread at a time. */
final class TopicAdmin {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Admin admin;
  private final Duration patience;

  TopicAdmin(Admin admin, Duration patience) {
    this.admin = admin;
    this.patience = patience;
  }

  /** Those of {@code names} that exist. */
  Map<String, ExistingTopic> describe(Collection<String> names) {
    Map<String, TopicDescription> topics = new HashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, answer) -> {
              try {
                topics.put(name, get(answer, "Kafka does not describe the topic " + name));
              } catch (UnknownTopicOrPartitionException e) {
                topics.remove(name);
              }
            });
    Map<String, ExistingTopic> existing = new HashMap<>();
    admin
        .describeConfigs(topics.keySet().stream().map(TopicAdmin::resource).toList())
        .values()
        .forEach(
            (resource, answer) -> {
              String name = resource.name();
              Config config = get(answer, "Kafka does not tell the settings of the topic " + name);
              existing.put(name, ExistingTopic.of(topics.get(name), config));
            });
    return existing;
  }

  /**
   * Those of {@code topics} that exist although no broker asked knew them yet: the controller
   * knows.
   *
   * @throws TopicsUnusableException if the others cannot be created
   */
  Set<String> existing(Collection<NewTopic> topics) {
    return create(topics, new CreateTopicsOptions().validateOnly(true));
  }

  /** Creates {@code topics}, but for those that another instance has created meanwhile. */
  void create(Collection<NewTopic> topics) {
    create(topics, new CreateTopicsOptions());
  }

  private Set<String> create(Collection<NewTopic> topics, CreateTopicsOptions options) {
    Set<String> existing = new HashSet<>();
    List<String> faults = new ArrayList<>();
    Map<String, KafkaFuture<Void>> answers = admin.createTopics(topics, options).values();
    for (NewTopic topic : topics) {
      try {
        get(answers.get(topic.name()), "Kafka does not create the topic " + topic.name());
      } catch (TopicExistsException e) {
        existing.add(topic.name());
      } catch (InvalidReplicationFactorException e) {
        faults.add(
            "%s cannot have %d copies of each partition (%s): start more brokers, or configure fewer copies"
                .formatted(topic.name(), topic.replicationFactor(), e.getMessage()));
      }
    }
    if (!faults.isEmpty()) {
      throw new TopicsUnusableException(faults);
    }
    return existing;
  }

  /** Waits until every broker asked knows all of {@code names}. */
  Map<String, ExistingTopic> await(Collection<String> names) {
    long start = System.nanoTime();
    while (true) {
      try {
        Map<String, ExistingTopic> found = describe(names);
        if (found.keySet().containsAll(names)) {
          return found;
        }
        pause(start, names, null);
      } catch (UnknownTopicOrPartitionException e) {
        // Known to the broker that described it, not yet to the one that tells its settings.
        pause(start, names, e);
      }
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static <T> T get(KafkaFuture<T> answer, String otherwise) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case UnknownTopicOrPartitionException unknown -> throw unknown;
        case TopicExistsException exists -> throw exists;
        case InvalidReplicationFactorException replication -> throw replication;
        case null, default -> throw new KafkaException(otherwise + ": " + e.getCause(), e);
      }
    }
  }

  private void pause(long start, Collection<String> names, @Nullable Exception why) {
    if (System.nanoTime() - start > patience.toNanos()) {
      throw new TimeoutException(
          "Kafka has topics, but its brokers do not know them: " + names, why);
    }
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
