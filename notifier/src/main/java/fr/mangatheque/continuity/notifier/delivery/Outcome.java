package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.notifier.channel.DeliveryException;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/** What a worker's threads tell the thread that owns its state. */
sealed interface Outcome {
  record Delivered(Delivery delivery) implements Outcome {}

  /**
   * It will be tried again.
   *
   * @param attempts that failed so far
   */
  record Failed(Delivery delivery, int attempts, Instant at, DeliveryException why)
      implements Outcome {}

  /** It was dropped, too old to be worth telling. */
  record Abandoned(Delivery delivery, int attempts, DeliveryException why) implements Outcome {}

  /** An unreadable record is in the dead-letter topic. */
  record Buried(TopicPartition partition, long offset) implements Outcome {}
}
