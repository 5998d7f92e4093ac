package fr.mangatheque.continuity.notifier.channel;

import fr.mangatheque.continuity.schemas.event.Notification;

/**
 * A way to reach people. Notifications come at least once, those of one incident in order; one with
 * an id that was delivered before may be dropped. Thread-safe: incidents are delivered side by
 * side.
 */
public interface Channel extends AutoCloseable {
  /** Its name in the configuration. */
  String name();

  /**
   * Delivers, or fails within seconds. Retrying is the caller's.
   *
   * @throws DeliveryException if it was not delivered, or nobody can tell
   * @throws InterruptedException if interrupted; it may have been delivered
   */
  void deliver(Notification notification) throws DeliveryException, InterruptedException;

  /** Lets go of connections. */
  @Override
  void close();
}
