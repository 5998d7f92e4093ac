package fr.mangatheque.continuity.producer.bridge;

/** Whether events of the JSON topic are passed on, and a sentence about it. */
public record BridgeHealth(boolean running, String words) {
  static final BridgeHealth NOT_STARTED = new BridgeHealth(false, "not started");
  static final BridgeHealth JOINING = new BridgeHealth(false, "joining its group");
  static final BridgeHealth RUNNING = new BridgeHealth(true, "running");
  static final BridgeHealth STOPPED = new BridgeHealth(false, "stopped");
}
