package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.command.operator.RestoreAnnouncement;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a running pipeline told, as long as a restore into sources it protects goes on. Without one
 * there is nobody to tell, and the restore needs none.
 */
final class Announcing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Announcing.class);

  private final Thread repeating;

  private Announcing(Thread repeating) {
    this.repeating = repeating;
  }

  /**
   * Begins to tell. A pipeline that cannot take the word now, as one without its Kafka, hinders no
   * restore: it decides nothing either.
   *
   * @param sources that are restored into
   * @param err told whether the pipeline knows
   * @throws CommandFailure if there is one that refuses the word: its guard would go on as if
   *     nothing were
   */
  static Announcing begin(RestoreAnnouncement announcement, List<String> sources, PrintWriter err) {
    try {
      sources.forEach(announcement::announce);
      err.println("The pipeline at " + announcement.url() + " knows of this restore.");
    } catch (CommandFailure e) {
      if (e.exitCode() == ExitCode.REFUSED) {
        throw new CommandFailure(
            e.exitCode(),
            "nothing was written: the pipeline at "
                + announcement.url()
                + " does not take the word that a restore begins: "
                + e.getMessage());
      }
      err.println(
          "No pipeline knows of this restore, which is fine if none runs: " + e.getMessage());
    }
    err.flush();
    return new Announcing(Thread.ofVirtual().start(() -> repeat(announcement, sources)));
  }

  private static void repeat(RestoreAnnouncement announcement, List<String> sources) {
    try {
      while (true) {
        Thread.sleep(RestoreAnnouncement.EVERY);
        again(announcement, sources);
      }
    } catch (InterruptedException _) {
      // closed: the restore is over, and the word ends by itself
      Thread.currentThread().interrupt();
    }
  }

  private static void again(RestoreAnnouncement announcement, List<String> sources) {
    try {
      sources.forEach(announcement::announce);
    } catch (CommandFailure e) {
      log.atDebug().setCause(e).log("The pipeline was not told again that a restore goes on");
    }
  }

  @Override
  public void close() {
    repeating.interrupt();
  }
}
