package fr.mangatheque.continuity.app.command.backup;

import fr.mangatheque.continuity.app.run.Ending;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What commands on a backup find around them.
 *
 * @param zone of the person, whose yesterday is meant
 * @param output where content goes that is asked for without a file; not to be closed
 * @param whenAskedToEnd takes what is to be done on Ctrl-C or SIGTERM; a second one ends at once
 */
public record Surroundings(
    Map<String, String> environment,
    InstantSource clock,
    ZoneId zone,
    Terminal terminal,
    OutputStream output,
    Consumer<Runnable> whenAskedToEnd) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static Surroundings ofThisProcess() {
    return new Surroundings(
        System.getenv(),
        InstantSource.system(),
        ZoneId.systemDefault(),
        Terminal.ofThisProcess(),
        new FileOutputStream(FileDescriptor.out),
        Surroundings::onSignals);
  }

  private static void onSignals(Runnable action) {
    Ending ending = Ending.onSignals();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                ending.await();
                action.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** What an environment variable says; null if it says nothing. */
  public @Nullable String variable(String name) {
    String said = environment.get(name);
    return said == null || said.isEmpty() ? null : said;
  }
}
