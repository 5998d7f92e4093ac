package fr.mangatheque.continuity.bench;

import fr.mangatheque.continuity.processors.restore.BackupAccess;
import fr.mangatheque.continuity.processors.restore.Destination;
import fr.mangatheque.continuity.processors.restore.PlanWatch;
import fr.mangatheque.continuity.processors.restore.Restore;
import fr.mangatheque.continuity.processors.restore.RestoreOptions;
import fr.mangatheque.continuity.processors.restore.RestorePlan;
import fr.mangatheque.continuity.processors.restore.RestoreReport;
import fr.mangatheque.continuity.processors.restore.RestoreWatch;
import fr.mangatheque.continuity.processors.restore.S3Destination;
import fr.mangatheque.continuity.processors.restore.Selection;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.Use;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** The process that is measured: one restore, from its start to its end. */
final class RestoreClient {
  private static final int AT_A_TIME = 32;
  private static final int CONNECTIONS = 64;

  private RestoreClient() {}

  /**
   * Arguments: endpoint of the backup, endpoint of the library, prefix to restore to, a directory.
   * Ends with 0 if all is there and right.
   */
  public static void main(String[] arguments) {
    InstantSource clock = InstantSource.system();
    EndpointLimits limits = new EndpointLimits(AT_A_TIME, Map.of(), clock);
    URI from = URI.create(arguments[0]);
    URI to = URI.create(arguments[1]);
    RestoreReport report;
    try (S3ObjectStore backup = open(from, RestoreClouds.BACKUP, clock);
        S3ObjectStore library = open(to, RestoreClouds.LIBRARY, clock);
        Destination destination =
            S3Destination.open("library", library, limits.of(to), arguments[2], false);
        Restore restore =
            new Restore(
                BackupAccess.of(
                    new LimitedReads(backup, backup, limits.of(from), Use.RESTORE),
                    new BackupLayout(RestoreBench.PREFIX)),
                destination,
                RestoreOptions.usual(Path.of(arguments[3])).withAtATime(AT_A_TIME),
                clock)) {
      RestorePlan plan = restore.plan(Selection.everything(), PlanWatch.NONE);
      report = restore.run(plan, RestoreWatch.NONE);
    }
    System.out.println("=" + report.restored().objects() + " " + report.took().toNanos());
    System.exit(report.complete() ? 0 : 1);
  }

  static S3ObjectStore open(URI endpoint, String bucket, InstantSource clock) {
    return S3ObjectStore.open(
        S3Settings.of(
                endpoint,
                "us-east-1",
                bucket,
                RestoreClouds.ACCOUNT.accessKeyId(),
                RestoreClouds.ACCOUNT.secretAccessKey())
            .withMaxConnections(CONNECTIONS),
        clock);
  }
}
