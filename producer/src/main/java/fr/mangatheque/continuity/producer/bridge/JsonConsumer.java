package fr.mangatheque.continuity.producer.bridge;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.consumer.GroupConsumer;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The consumer of JSON events, with the settings its bridge relies on. */
final class JsonConsumer {
  private JsonConsumer() {}

  /** The group that shares the records. */
  static String group(Topics topics) {
    return topics.prefix() + "continuity-json-bridge";
  }

  static Consumer<byte[], byte[]> open(Topics topics, KafkaConnection kafka) {
    return GroupConsumer.open(
        kafka,
        group(topics),
        kafka.instanceId(),
        Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            1_000,
            // Records may be large, and are read into memory.
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            8 * 1024 * 1024));
  }
}
