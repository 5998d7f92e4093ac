package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.processors.restore.Overwrite;
import fr.mangatheque.continuity.processors.restore.RestoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how to restore. */
final class How {
  /** Agreed to beforehand, a plan of little is run by what it listed. */
  private static final Duration LISTING_GOOD_FOR = Duration.ofSeconds(10);

  @Option(
      names = "--overwrite",
      paramLabel = "never|differing|always",
      defaultValue = "differing",
      description =
          "What becomes of objects that are there already: never touched, written again where they"
              + " differ, or always; by default ${DEFAULT-VALUE}.")
  private Overwrite overwrite;

  @Option(
      names = "--discard-unprotected",
      description =
          "Overwrite, and with --delete-extra delete, also bytes that the backup does not hold."
              + " They are lost then: the plan names them.")
  private boolean discardUnprotected;

  @Option(
      names = "--delete-extra",
      description =
          "Delete at the destination what the source did not hold then, as the plan names it.")
  private boolean deleteExtra;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "32",
      description =
          "Objects at the same time, at most; fewer while an endpoint asks to slow down. By default"
              + " ${DEFAULT-VALUE}.")
  private int atATime;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description =
          "Where large objects pass through and the plan's lists are; without it a folder under"
              + " data-dir, on a bare machine one for temporary files.")
  private @Nullable Path workDirectory;

  int atATime() {
    if (atATime < 1 || atATime > RestoreOptions.MOST_AT_A_TIME) {
      throw new CommandFailure(
          ExitCode.USAGE, "--concurrency is 1 to " + RestoreOptions.MOST_AT_A_TIME);
    }
    return atATime;
  }

  /** Whether what no backup holds may be deleted. */
  boolean deletesAnything() {
    return deleteExtra && discardUnprotected;
  }

  boolean deleteExtra() {
    return deleteExtra;
  }

  /**
   * @param usualDirectory where to work if no option says so
   * @param atOnce whether the run follows the plan without a question
   */
  RestoreOptions options(Path usualDirectory, boolean atOnce) {
    Path named = workDirectory;
    return RestoreOptions.usual((named == null ? usualDirectory : named).toAbsolutePath())
        .withOverwrite(overwrite)
        .withDiscardUnprotected(discardUnprotected)
        .withDeleteExtra(deleteExtra)
        .withAtATime(atATime())
        .withListingGoodFor(atOnce ? LISTING_GOOD_FOR : Duration.ZERO);
  }
}
