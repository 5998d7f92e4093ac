package fr.mangatheque.continuity.processors.work;

import java.time.Duration;

/**
 * How a worker is.
 *
 * @param ready whether it takes requests
 * @param words the same, for a person
 */
public record WorkerHealth(boolean ready, String words) {
  public static final WorkerHealth JOINING = new WorkerHealth(false, "joining the group");
  public static final WorkerHealth RUNNING = new WorkerHealth(true, "running");
  static final WorkerHealth NOT_STARTED = new WorkerHealth(false, "not started");
  static final WorkerHealth STOPPED = new WorkerHealth(false, "stopped");

  /** It would work, and Kafka says nothing. */
  public static WorkerHealth silent(Duration silence) {
    return new WorkerHealth(false, "no word from Kafka for " + silence.toSeconds() + " s");
  }

  static WorkerHealth failed(Throwable why) {
    return new WorkerHealth(false, "broken off, to be begun again: " + why);
  }
}
