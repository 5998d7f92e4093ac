package fr.mangatheque.continuity.app.demo.site;

import fr.mangatheque.continuity.app.demo.endpoint.BucketAccess;
import fr.mangatheque.continuity.processors.restore.BackupAccess;
import fr.mangatheque.continuity.processors.restore.Destination;
import fr.mangatheque.continuity.processors.restore.PlanWatch;
import fr.mangatheque.continuity.processors.restore.Restore;
import fr.mangatheque.continuity.processors.restore.RestoreOptions;
import fr.mangatheque.continuity.processors.restore.RestorePlan;
import fr.mangatheque.continuity.processors.restore.RestoreReport;
import fr.mangatheque.continuity.processors.restore.RestoreWatch;
import fr.mangatheque.continuity.processors.restore.S3Destination;
import fr.mangatheque.continuity.processors.restore.Scope;
import fr.mangatheque.continuity.processors.restore.Selection;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.Use;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Restores a whole bucket as {@code continuity restore --all --to origin:} does: from the backup's
 * bucket alone, whatever else runs.
 */
public final class BucketRestore {
  private final BucketAccess backup;
  private final BucketAccess source;
  private final Path workDirectory;
  private final InstantSource clock;

  /**
   * @param backup as somebody who may read it
   * @param source as somebody who may write there
   */
  public BucketRestore(
      BucketAccess backup, BucketAccess source, Path workDirectory, InstantSource clock) {
    this.backup = backup;
    this.source = source;
    this.workDirectory = workDirectory;
    this.clock = clock;
  }

  /** What was planned, and what came of it. */
  public record Outcome(RestorePlan plan, RestoreReport report) {}

  /** Plans and restores all, as of a moment. */
  public Outcome run(Instant asOf) {
    RestoreOptions options = RestoreOptions.usual(workDirectory);
    EndpointLimits limits = new EndpointLimits(options.atATime(), Map.of(), clock);
    try (S3ObjectStore from = S3ObjectStore.open(settings(backup), clock);
        S3ObjectStore to = S3ObjectStore.open(settings(source), clock);
        Destination place =
            S3Destination.open(source.bucket(), to, limits.of(source.endpoint()), "", true);
        Restore restore =
            new Restore(
                BackupAccess.of(
                    new LimitedReads(from, from, limits.of(backup.endpoint()), Use.RESTORE),
                    new BackupLayout("")),
                place,
                options,
                clock)) {
      RestorePlan plan = restore.plan(new Selection(new Scope.All(), asOf, null), PlanWatch.NONE);
      return new Outcome(plan, restore.run(plan, RestoreWatch.NONE));
    }
  }

  private static S3Settings settings(BucketAccess access) {
    return S3Settings.of(
        access.endpoint(),
        BucketAccess.REGION,
        access.bucket(),
        access.account().accessKeyId(),
        access.account().secretAccessKey());
  }
}
