package fr.mangatheque.continuity.processors.copy;

import java.time.Duration;

/**
 * How the worker is.
 *
 * @param ready whether it takes requests
 * @param words the same, for a person
 */
public record Health(boolean ready, String words) {
  static final Health NOT_STARTED = new Health(false, "not started");
  static final Health JOINING = new Health(false, "joining the group");
  static final Health RUNNING = new Health(true, "running");
  static final Health STOPPED = new Health(false, "stopped");

  static Health silent(Duration silence) {
    return new Health(false, "no word from Kafka for " + silence.toSeconds() + " s");
  }

  static Health failed(Throwable why) {
    return new Health(false, "broken off, to be begun again: " + why);
  }
}
