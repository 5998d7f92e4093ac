package fr.mangatheque.continuity.producer.tick;

/**
 * How the ticker is.
 *
 * @param running whether all that came due was told
 * @param words the same, for a person
 */
public record TickerHealth(boolean running, String words) {
  static final TickerHealth NOT_STARTED = new TickerHealth(false, "not started");
  static final TickerHealth RUNNING = new TickerHealth(true, "running");
  static final TickerHealth STOPPED = new TickerHealth(false, "stopped");

  static TickerHealth untold(int ticks) {
    return new TickerHealth(false, "Kafka does not take ticks: %d wait".formatted(ticks));
  }
}
