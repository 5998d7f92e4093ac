package fr.mangatheque.continuity.producer.hint;

import java.time.Duration;
import java.util.List;

/** How publishing ended. */
public sealed interface PublishOutcome {
  /**
   * Kafka has all of them, on every replica in sync.
   *
   * @param ids one a hint, in their order
   */
  record Acknowledged(List<String> ids) implements PublishOutcome {
    public Acknowledged {
      ids = List.copyOf(ids);
    }
  }

  /**
   * Kafka did not say in time that it has all of them. It may have some, or take some later: the
   * sender repeats, which does no harm.
   *
   * @param cause what Kafka's client said, or that time ran out
   */
  record Unconfirmed(Exception cause) implements PublishOutcome {}

  /**
   * Kafka works, but not as fast as hints come. Nothing was promised: none of them was sent, or
   * those that were are not all acknowledged in time. The sender repeats, which does no harm.
   *
   * @param retryAfter when there may be room, as far as the acknowledgements of late tell; at least
   *     a second
   */
  record Busy(Duration retryAfter) implements PublishOutcome {}
}
