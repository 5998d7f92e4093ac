package fr.mangatheque.continuity.producer.queue;

import java.time.Duration;

/** How to wait without being late for the end. */
interface Pauses {
  /** Whether it is time to end. */
  boolean ending();

  /** Waits, or until it is time to end. */
  void await(Duration pause) throws InterruptedException;
}
