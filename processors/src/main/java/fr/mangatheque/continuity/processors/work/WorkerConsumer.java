package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.consumer.GroupConsumer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;

/** The consumer of a worker, as {@link GroupConsumer} opens it, and how it is named and closed. */
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
    return GroupConsumer.open(kafka, group, kafka.instanceId() + "-" + name, own);
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
