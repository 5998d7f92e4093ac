package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** A process that restores and is likely to be killed. */
final class RestoreProcess {
  static final int AT_A_TIME = 4;

  private RestoreProcess() {}

  /** Arguments: endpoints of backup and target, access key and secret of each, work directory. */
  public static void main(String[] args) {
    InstantSource clock = InstantSource.system();
    URI target = URI.create(args[1]);
    Destination to =
        S3Destination.open(
            "target",
            open(target, "library", args[4], args[5]),
            new EndpointLimits(8, Map.of(), clock).of(target),
            "",
            true);
    try (Restore restore =
        new Restore(
            BackupAccess.of(
                open(URI.create(args[0]), "safe", args[2], args[3]), new BackupLayout("site/")),
            to,
            RestoreOptions.usual(Path.of(args[6])).withAtATime(AT_A_TIME),
            clock)) {
      var _ = restore.run(restore.plan(Selection.everything(), PlanWatch.NONE), RestoreWatch.NONE);
    }
  }

  private static S3ObjectStore open(URI endpoint, String bucket, String id, String secret) {
    return S3ObjectStore.open(
        S3Settings.of(endpoint, "us-east-1", bucket, id, secret), InstantSource.system());
  }
}
