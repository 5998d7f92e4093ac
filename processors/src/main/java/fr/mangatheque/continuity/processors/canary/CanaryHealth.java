package fr.mangatheque.continuity.processors.canary;

/**
 * How the worker is.
 *
 * @param ready whether it takes requests
 * @param words the same, for a person
 */
public record CanaryHealth(boolean ready, String words) {
  static final CanaryHealth NOT_STARTED = new CanaryHealth(false, "not started");
  static final CanaryHealth JOINING = new CanaryHealth(false, "joining the group");
  static final CanaryHealth RUNNING = new CanaryHealth(true, "running");
  static final CanaryHealth STOPPED = new CanaryHealth(false, "stopped");

  static CanaryHealth failed(Throwable why) {
    return new CanaryHealth(false, "broken off, to be begun again: " + why);
  }
}
