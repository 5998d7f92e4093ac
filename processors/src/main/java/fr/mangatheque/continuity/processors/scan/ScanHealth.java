package fr.mangatheque.continuity.processors.scan;

/**
 * How a scan worker is.
 *
 * @param ready whether it takes requests
 * @param words the same, for a person
 */
public record ScanHealth(boolean ready, String words) {
  static final ScanHealth NOT_STARTED = new ScanHealth(false, "not started");
  static final ScanHealth JOINING = new ScanHealth(false, "joining the group");
  static final ScanHealth RUNNING = new ScanHealth(true, "running");
  static final ScanHealth STOPPED = new ScanHealth(false, "stopped");

  static ScanHealth failed(Throwable why) {
    return new ScanHealth(false, "broken off, to be begun again: " + why);
  }
}
