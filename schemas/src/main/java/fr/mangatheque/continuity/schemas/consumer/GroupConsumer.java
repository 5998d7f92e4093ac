package fr.mangatheque.continuity.schemas.consumer;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of a static member of a group, that commits only what it is told to, reads only what
 * was committed, and gives up on a broker that is away within seconds.
 */
public final class GroupConsumer {
  private GroupConsumer() {}

  /**
   * Opens one; nothing is subscribed to yet. Like every consumer it is of one thread.
   *
   * @param group the group's full name
   * @param instance names its client and its membership: unique and stable
   * @param own settings beside those that are common to all
   * @throws org.apache.kafka.common.KafkaException if the connection's properties are wrong
   */
  public static Consumer<byte[], byte[]> open(
      KafkaConnection kafka, String group, String instance, Map<String, ?> own) {
    Map<String, Object> settings = new HashMap<>(own);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, instance);
    // static membership: a restart within the session takes its partitions up again at once
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return new KafkaConsumer<>(
        kafka.client(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
