package fr.mangatheque.continuity.producer.queue;

import java.util.List;

/** Where messages go that nobody can read. */
interface DeadLetterDesk {
  /**
   * @param queue name of the queue it is from
   * @param why it cannot be read
   */
  record Dead(String queue, QueueMessage message, String why) {}

  /** Keeps {@code dead}, and says whether Kafka confirmed all of it in time. */
  boolean keep(List<Dead> dead) throws InterruptedException;
}
