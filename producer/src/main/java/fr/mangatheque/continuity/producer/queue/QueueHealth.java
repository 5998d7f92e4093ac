package fr.mangatheque.continuity.producer.queue;

/**
 * How the pulling of a queue is.
 *
 * @param running whether it goes on; a queue that does not answer is an incident, and no reason to
 *     take events from nobody else
 * @param words for people
 */
public record QueueHealth(boolean running, String words) {
  static final QueueHealth NOT_STARTED = new QueueHealth(false, "not started");
  static final QueueHealth ENDED = new QueueHealth(false, "ended");
}
