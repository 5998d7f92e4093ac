package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.backup.BackupOptions;
import fr.mangatheque.continuity.app.command.backup.OpenBackup;
import fr.mangatheque.continuity.app.command.backup.StoreAdvice;
import fr.mangatheque.continuity.app.command.backup.Surroundings;
import fr.mangatheque.continuity.app.command.contents.AsOfOption;
import fr.mangatheque.continuity.app.command.contents.Known;
import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.processors.restore.RestoreOptions;
import fr.mangatheque.continuity.processors.restore.Scope;
import fr.mangatheque.continuity.processors.restore.Selection;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives back what the backup holds. */
@Command(
    name = "restore",
    description = {
      "Restores one object, a part or all of a source from its backup bucket alone, as of any"
          + " moment. First it shows a plan and asks; then it writes what is not right yet, and"
          + " verifies each object. The same command goes on where another ended. Ends with 0 only"
          + " if all that was asked for is there and right."
    })
final class RestoreCommand implements Callable<Integer> {
  @Mixin private final BackupOptions backup;
  @Mixin private final AsOfOption moment;
  @Mixin private final ToOptions to = new ToOptions();
  @Mixin private final How how = new How();

  @ArgGroup(multiplicity = "1")
  private What what;

  @Option(
      names = "--include-deleted-since",
      paramLabel = "MOMENT",
      description =
          "Also what was deleted at that moment or later, as it was before: for deletions that"
              + " nobody meant.")
  private @Nullable String deletedSince;

  @Option(names = "--dry-run", description = "Only show the plan.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Agree to the plan beforehand: for scripts.")
  private boolean yes;

  private final Surroundings surroundings;

  RestoreCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    backup = new BackupOptions(surroundings);
    moment = new AsOfOption(surroundings);
  }

  @Override
  public Integer call() throws Exception {
    Selection selection = selection();
    Consent consent = new Consent(surroundings.terminal(), yes);
    if (!dryRun) {
      consent.requirePossible();
    }
    try (OpenBackup open = backup.open(how.atATime())) {
      requireKnown(open, selection);
      RestoreOptions options = how.options(usualDirectory(open), yes);
      try (Destinations.Opened place = Destinations.open(open, surroundings, to, how);
          RestoreRun run = new RestoreRun(backup, open, place, options)) {
        return dryRun ? run.plan(selection) : run.restore(selection, consent);
      }
    } catch (StoreException e) {
      throw StoreAdvice.failure("what is needed for that", e);
    }
  }

  private Selection selection() {
    @Nullable Instant asOf = moment.tell(backup.err());
    @Nullable Instant since =
        AsOfOption.tell(
            "--include-deleted-since",
            deletedSince,
            "With what was deleted since",
            surroundings,
            backup.err());
    try {
      return new Selection(what.scope(), asOf, since);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static void requireKnown(OpenBackup open, Selection selection) {
    Known known = new Known(open);
    switch (selection.scope()) {
      case Scope.OneKey(ObjectKey key) -> {
        if (selection.includeDeletedSince() == null) {
          var _ = known.copies(key, selection.asOf());
        } else {
          var _ = known.entries(key);
        }
      }
      case Scope.Prefix(String prefix) -> known.requirePrefix(prefix);
      case Scope.All _, Scope.Sample _ -> {}
    }
  }

  private static Path usualDirectory(OpenBackup open) {
    var configuration = open.place().configuration();
    return configuration == null
        ? Path.of(
            System.getProperty("java.io.tmpdir"),
            "continuity-restore-" + System.getProperty("user.name"))
        : configuration.dataDir().resolve("restore");
  }
}
