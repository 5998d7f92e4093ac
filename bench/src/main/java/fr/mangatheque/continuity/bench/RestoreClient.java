package fr.mangatheque.continuity.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** The process that is measured: restores, one after the other. */
final class RestoreClient {
  private static final int AT_A_TIME = 32;
  private static final int CONNECTIONS = 64;

  private RestoreClient() {}

  /**
   * Arguments: endpoint of the backup, endpoint of the library, a directory. For each line, a
   * prefix, it restores to it, and tells objects, wall and CPU nanoseconds. Fails if anything is
   * not there and right.
   */
  public static void main(String[] arguments) throws IOException {
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String prefix = in.readLine(); prefix != null; prefix = in.readLine()) {
        long cpu = Cpu.nanos();
        long start = System.nanoTime();
        RestoreReport report =
            restore(
                URI.create(arguments[0]), URI.create(arguments[1]), prefix, Path.of(arguments[2]));
        if (!report.complete()) {
          throw new IOException("not restored: " + report);
        }
        long wall = System.nanoTime() - start;
        System.out.println(
            "=" + report.restored().objects() + " " + wall + " " + (Cpu.nanos() - cpu));
      }
    }
    System.exit(0);
  }

  private static RestoreReport restore(URI from, URI to, String prefix, Path work) {
    InstantSource clock = InstantSource.system();
    EndpointLimits limits = new EndpointLimits(AT_A_TIME, Map.of(), clock);
    try (S3ObjectStore backup = open(from, RestoreClouds.BACKUP, clock);
        S3ObjectStore library = open(to, RestoreClouds.LIBRARY, clock);
        Destination destination =
            S3Destination.open("library", library, limits.of(to), prefix, false);
        Restore restore =
            new Restore(
                BackupAccess.of(
                    new LimitedReads(backup, backup, limits.of(from), Use.RESTORE),
                    new BackupLayout(RestoreBench.PREFIX)),
                destination,
                // as the command does with --yes
                RestoreOptions.usual(work)
                    .withAtATime(AT_A_TIME)
                    .withListingGoodFor(Duration.ofSeconds(10)),
                clock)) {
      RestorePlan plan = restore.plan(Selection.everything(), PlanWatch.NONE);
      return restore.run(plan, RestoreWatch.NONE);
    }
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
