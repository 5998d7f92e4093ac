package fr.mangatheque.continuity.producer.tick;

import java.time.Instant;
import java.util.List;

/** Where ticks go. */
interface TickSender extends AutoCloseable {
  /**
   * Sends a tick for each of {@code dues}.
   *
   * @return those that are kept; the others are to be sent again
   */
  List<Due> send(List<Due> dues, Instant firedAt) throws InterruptedException;

  @Override
  void close();
}
