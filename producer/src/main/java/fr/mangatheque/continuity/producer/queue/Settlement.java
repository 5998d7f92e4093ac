package fr.mangatheque.continuity.producer.queue;

import java.time.Duration;
import java.util.List;

/**
 * What the queue is told about a batch.
 *
 * @param acks leases of messages that are done with
 * @param retries messages that are to come again
 */
record Settlement(List<String> acks, List<Retry> retries) {
  /**
   * @param delay whole seconds, 12 hours at most: the queue's limit
   */
  record Retry(String leaseId, Duration delay) {
    private static final Duration LONGEST = Duration.ofHours(12);

    Retry {
      if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("a message is delayed 0 to 12 hours: " + delay);
      }
    }
  }

  Settlement {
    acks = List.copyOf(acks);
    retries = List.copyOf(retries);
  }

  boolean isEmpty() {
    return acks.isEmpty() && retries.isEmpty();
  }
}
