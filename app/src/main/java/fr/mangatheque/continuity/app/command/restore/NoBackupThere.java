package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.backup.BackupSearch;
import fr.mangatheque.continuity.app.command.backup.OpenBackup;
import fr.mangatheque.continuity.app.command.backup.PatientReads;
import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.config.SourceSettings;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import java.util.Map;

/**
 * Makes sure that no backup is where a restore is to write: neither one that is known, nor one that
 * says of itself that it is one, which finds it under another endpoint's name as well.
 */
final class NoBackupThere {
  private NoBackupThere() {}

  /**
   * By what is known of this backup and of others.
   *
   * @throws CommandFailure if the place overlaps one of them
   */
  static void require(S3Place place, OpenBackup backup) {
    if (place.overlaps(backup.place().bucket(), backup.layout().prefix())) {
      throw refused(place, "this backup itself, " + backup.where());
    }
    Configuration configuration = backup.place().configuration();
    if (configuration == null) {
      return;
    }
    for (Map.Entry<String, SourceSettings> other : configuration.sources().entrySet()) {
      SourceSettings settings = other.getValue();
      if (place.overlaps(settings.backup(), settings.layout().prefix())) {
        throw refused(place, "the backup of " + other.getKey());
      }
    }
  }

  /**
   * By what stands there, on each level down to the place's own.
   *
   * @throws CommandFailure if a backup stands there
   * @throws StoreException if the store could not tell
   */
  static void require(S3Place place, ObjectReader reader) {
    String prefix = place.prefix();
    for (int end = 0; end >= 0; end = next(prefix, end)) {
      BackupLayout layout = layout(prefix.substring(0, end));
      if (reader.head(layout.binding()) instanceof Look.Found) {
        throw refused(place, "a backup: " + layout.binding() + " says so");
      }
    }
  }

  /**
   * By what stands below it, where all that is extra is to be deleted, whatever it is.
   *
   * @throws CommandFailure if a backup stands there
   * @throws StoreException if the store could not tell
   */
  static void requireNoneBelow(S3Place place, PatientReads reads) {
    String folder = place.prefix().substring(0, place.prefix().lastIndexOf('/') + 1);
    BackupSearch.below(reads, folder)
        .ifPresent(
            found -> {
              throw new CommandFailure(
                  ExitCode.USAGE,
                  "nothing is deleted at "
                      + place.name()
                      + ", for a backup is there: "
                      + found
                      + "; leave out --discard-unprotected or --delete-extra");
            });
  }

  private static BackupLayout layout(String prefix) {
    try {
      return new BackupLayout(prefix);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--to: " + e.getMessage());
    }
  }

  private static int next(String prefix, int end) {
    int slash = prefix.indexOf('/', end);
    return slash < 0 ? -1 : slash + 1;
  }

  private static CommandFailure refused(S3Place place, String what) {
    return new CommandFailure(
        ExitCode.USAGE,
        "nothing is restored to "
            + place.name()
            + ", for that is "
            + what
            + ", which only the pipeline adds to: name another bucket or prefix");
  }
}
