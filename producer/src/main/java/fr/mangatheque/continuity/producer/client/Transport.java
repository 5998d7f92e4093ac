package fr.mangatheque.continuity.producer.client;

import java.util.List;

/** Where events go. Of one thread, but for closing. */
interface Transport extends AutoCloseable {
  /** The most events of one call. */
  int MOST_EVENTS = 1_000;

  /** The most bytes of one call, brackets and commas included. */
  int MOST_BYTES = 1 << 20;

  /**
   * Sends {@code events}, each an object of JSON, and waits for what comes of them.
   *
   * @throws InterruptedException if it is told to end; some may have arrived
   */
  Reply send(List<byte[]> events) throws InterruptedException;

  /** Where that is, without secrets. */
  String place();

  @Override
  void close();
}
