package fr.mangatheque.continuity.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration is not one; all that is wrong with it is told at once. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<Fault> faults;

  ConfigurationException(List<Fault> faults) {
    super(message(faults));
    this.faults = faults.stream().sorted(Fault.ORDER).toList();
  }

  private static String message(List<Fault> faults) {
    return faults.stream()
        .sorted(Fault.ORDER)
        .map(Fault::toString)
        .collect(Collectors.joining("\n"));
  }

  /** At least one, in the order of the file. */
  public List<Fault> faults() {
    return faults;
  }
}
