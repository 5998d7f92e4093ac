package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of a worker: a static member of its group, that commits only what it is told to and
 * reads only what was committed.
 */
public final class WorkerConsumer {
  private static final Duration LEAVING = Duration.ofSeconds(1);

  private WorkerConsumer() {}

  /**
   * Opens one; nothing is subscribed to yet.
   *
   * @param group the group's name as {@link #group} gives it
   * @param name of the worker within its process: its client and its membership bear it
   * @param own settings beside those that all workers rely on
   */
  public static Consumer<byte[], byte[]> open(
      KafkaConnection kafka, String group, String name, Map<String, ?> own) {
    Map<String, Object> settings = new HashMap<>(own);
    String instance = kafka.instanceId() + "-" + name;
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

  /** The full name of a group of workers. */
  public static String group(Topics topics, String name) {
    return topics.prefix() + "continuity-" + name;
  }

  /** Closes it without waiting for a broker that is away. */
  public static void leave(Consumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(LEAVING));
  }
}
