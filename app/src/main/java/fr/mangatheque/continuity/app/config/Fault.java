package fr.mangatheque.continuity.app.config;

import java.util.Comparator;

/**
 * Something that is wrong in a configuration.
 *
 * @param place where it says so: a file with a line, or an environment variable
 * @param key the key concerned; empty if none is
 * @param message what is wrong and what would be right; it never holds a secret
 */
public record Fault(Place place, String key, String message) {
  /** In the order of the file, then what comes from elsewhere. */
  static final Comparator<Fault> ORDER =
      Comparator.comparing((Fault fault) -> fault.place().line() == 0)
          .thenComparing(fault -> fault.place().line())
          .thenComparing(fault -> fault.place().where())
          .thenComparing(Fault::key);

  @Override
  public String toString() {
    return place + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
