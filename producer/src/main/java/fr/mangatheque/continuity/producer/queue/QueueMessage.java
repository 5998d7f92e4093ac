package fr.mangatheque.continuity.producer.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was pulled.
 *
 * @param id of the message, for people
 * @param leaseId what it is acknowledged by; good for this delivery
 * @param attempts how often it was delivered, this time included; at least 1
 * @param sentAt when it came into the queue; null if not said
 * @param contentType json, bytes or text, as the sender said; null if not said
 * @param body as it is in the answer
 */
record QueueMessage(
    String id,
    String leaseId,
    int attempts,
    @Nullable Instant sentAt,
    @Nullable String contentType,
    String body) {
  QueueMessage {
    if (leaseId.isEmpty()) {
      throw new IllegalArgumentException("a message that was pulled has a lease");
    }
    attempts = Math.max(1, attempts);
  }
}
