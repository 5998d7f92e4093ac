package fr.mangatheque.continuity.app;

import fr.mangatheque.continuity.app.command.ContinuityCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where the process starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(ContinuityCommand.commandLine().execute(args));
  }
}
