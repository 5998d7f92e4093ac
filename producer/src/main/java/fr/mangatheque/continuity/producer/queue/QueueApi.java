package fr.mangatheque.continuity.producer.queue;

import java.time.Duration;
import java.util.List;

/** A queue that leases messages. Every failure is a {@link Reply}; nothing else is thrown. */
interface QueueApi {
  /**
   * Leases messages that wait, without waiting for any.
   *
   * @param batchSize at most so many
   * @param visibility how long they are ours
   */
  Reply<Pulled> pull(int batchSize, Duration visibility) throws InterruptedException;

  /** Ends leases. Doing it again does no harm. */
  Reply<Settled> settle(Settlement settlement) throws InterruptedException;

  /**
   * What the queue says it did.
   *
   * @param warnings in its own words, such as leases that it does not know
   */
  record Settled(List<String> warnings) {
    public Settled {
      warnings = List.copyOf(warnings);
    }
  }
}
