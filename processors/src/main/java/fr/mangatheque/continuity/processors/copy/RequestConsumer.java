package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.processors.work.WorkerConsumer;
import fr.mangatheque.continuity.schemas.Topics;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The consumer of copy requests. */
final class RequestConsumer {
  private static final String NAME = "copy";

  private RequestConsumer() {}

  /** The group that shares the requests. */
  static String group(Topics topics) {
    return WorkerConsumer.group(topics, NAME);
  }

  static Consumer<byte[], byte[]> open(CopyContext context) {
    return WorkerConsumer.open(
        context.kafka(),
        group(context.topics()),
        NAME,
        Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100));
  }
}
