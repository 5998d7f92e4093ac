package fr.mangatheque.continuity.processors.copy;

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

  static Health failed(Throwable why) {
    return new Health(false, "broken off, to be begun again: " + why);
  }
}
