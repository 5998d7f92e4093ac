package fr.mangatheque.continuity.producer.hint;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How the producer of hints is set. */
final class ProducerSettings {
  private static final int LINGER_MS = 5;

  private ProducerSettings() {}

  static Map<String, Object> of(KafkaConnection kafka, Duration timeout) {
    int half = Math.toIntExact(timeout.toMillis() / 2);
    Map<String, Object> all =
        new HashMap<>(
            kafka.client(
                Map.of(
                    ProducerConfig.LINGER_MS_CONFIG,
                    LINGER_MS,
                    ProducerConfig.CLIENT_ID_CONFIG,
                    kafka.instanceId() + "-hints")));
    // Promises of ours, so no common property overrides them: an answer of 202 means kept, and
    // every answer comes in time, so what is admitted must find its place. Half goes to waiting for
    // a place, half to being acknowledged.
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, HintRoom.DEFAULT.bytes() / 3 * 4);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, half);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
    return all;
  }
}
