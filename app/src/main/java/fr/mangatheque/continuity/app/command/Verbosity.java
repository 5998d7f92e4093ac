package fr.mangatheque.continuity.app.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged. */
final class Verbosity {
  private Verbosity() {}

  static void set(boolean verbose) {
    if (verbose && LoggerFactory.getLogger("fr.mangatheque.continuity") instanceof Logger ours) {
      ours.setLevel(Level.DEBUG);
    }
  }
}
