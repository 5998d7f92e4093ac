package fr.mangatheque.continuity.schemas.provisioning;

import java.util.List;

/** The topics as they stand cannot serve; every fault is told with what to do. */
public final class TopicsUnusableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> faults;

  TopicsUnusableException(List<String> faults) {
    super("Kafka's topics cannot be used as they are:\n  - " + String.join("\n  - ", faults));
    this.faults = List.copyOf(faults);
  }

  /** One sentence a fault. */
  public List<String> faults() {
    return faults;
  }
}
