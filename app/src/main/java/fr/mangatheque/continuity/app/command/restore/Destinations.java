package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.backup.OpenBackup;
import fr.mangatheque.continuity.app.command.backup.PatientReads;
import fr.mangatheque.continuity.app.command.backup.StoreAdvice;
import fr.mangatheque.continuity.app.command.backup.Surroundings;
import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.processors.restore.Destination;
import fr.mangatheque.continuity.processors.restore.FolderDestination;
import fr.mangatheque.continuity.processors.restore.S3Destination;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.limit.EndpointLimit;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.Use;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the place that is restored to, after making sure that it is no backup. */
final class Destinations {
  private static final int SPARE_CONNECTIONS = 4;

  private Destinations() {}

  /**
   * An open place.
   *
   * @param store to be closed after the destination; null of a folder
   * @param place which bucket it is; null of a folder
   */
  record Opened(Destination destination, @Nullable S3ObjectStore store, @Nullable S3Place place)
      implements AutoCloseable {
    /** Sources that a pipeline may protect there. */
    List<String> sources() {
      return place == null ? List.of() : place.sources();
    }

    @Override
    public void close() {
      destination.close();
      if (store != null) {
        store.close();
      }
    }
  }

  static Opened open(OpenBackup backup, Surroundings surroundings, ToOptions options, How how) {
    Places places = new Places(backup, surroundings, options);
    return switch (options.to()) {
      case To.Folder(Path path) -> open(path, how.deleteExtra());
      case To.Origin _ -> open(places.origin(), backup, surroundings, how);
      case To.Target(String name) -> open(places.target(name), backup, surroundings, how);
      case To.Bucket bucket -> open(places.bucket(bucket), backup, surroundings, how);
    };
  }

  private static Opened open(Path folder, boolean mayDelete) {
    try {
      return new Opened(FolderDestination.open(folder, mayDelete), null, null);
    } catch (StoreException e) {
      throw new CommandFailure(ExitCode.USAGE, "nothing is restored there: " + e.getMessage());
    }
  }

  private static Opened open(S3Place place, OpenBackup backup, Surroundings surroundings, How how) {
    NoBackupThere.require(place, backup);
    EndpointLimit limit = backup.limit(place.settings().endpoint());
    S3ObjectStore store =
        S3ObjectStore.open(
            place.settings().withMaxConnections(2 * how.atATime() + SPARE_CONNECTIONS),
            surroundings.clock());
    boolean opened = false;
    try {
      LimitedReads reads = new LimitedReads(store, store, limit, Use.RESTORE);
      PatientReads patient = new PatientReads(reads);
      NoBackupThere.require(place, patient);
      if (how.deletesAnything()) {
        NoBackupThere.requireNoneBelow(place, patient);
      }
      Destination destination =
          S3Destination.open(place.name(), store, limit, place.prefix(), how.deleteExtra());
      opened = true;
      return new Opened(destination, store, place);
    } catch (StoreException e) {
      throw StoreAdvice.failure(place.name(), e);
    } finally {
      if (!opened) {
        store.close();
      }
    }
  }
}
