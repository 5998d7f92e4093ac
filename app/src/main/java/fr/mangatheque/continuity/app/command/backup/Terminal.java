package fr.mangatheque.continuity.app.command.backup;

import java.io.Console;
import java.util.Optional;

/** The person in front of the command, if there is one. */
public interface Terminal {
  /** Whether somebody looks at it and can be asked. */
  boolean present();

  /** Whether a line can be drawn over. */
  boolean drawable();

  /**
   * Asks, and waits for a line.
   *
   * @return empty if there is nobody to ask, or the input has ended
   */
  Optional<String> ask(String question);

  /** That of this process. */
  static Terminal ofThisProcess() {
    return new Terminal() {
      @Override
      public boolean present() {
        Console console = System.console();
        return console != null && console.isTerminal();
      }

      @Override
      public boolean drawable() {
        return present() && !"dumb".equals(System.getenv("TERM"));
      }

      @Override
      public Optional<String> ask(String question) {
        return present()
            ? Optional.ofNullable(System.console().readLine("%s", question))
            : Optional.empty();
      }
    };
  }
}
