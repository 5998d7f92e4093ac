package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.processors.restore.Amount;
import fr.mangatheque.continuity.processors.restore.NamedObject;
import fr.mangatheque.continuity.processors.restore.NamedObjects;
import fr.mangatheque.continuity.processors.restore.Requests;
import fr.mangatheque.continuity.processors.restore.RestorePlan;
import fr.mangatheque.continuity.processors.restore.RestoreReport;
import fr.mangatheque.continuity.processors.restore.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A restore as scripts read it.
 *
 * @param complete whether all that was asked for is there and right; false of a plan alone
 * @param report null of a plan alone
 * @param cdn what readers get of it; null if that was not looked at
 */
record RestoreAnswer(
    String source,
    String backup,
    String what,
    @Nullable Instant asOf,
    @Nullable Instant includeDeletedSince,
    String destination,
    boolean complete,
    Plan plan,
    @Nullable Report report,
    ThroughCdn.@Nullable Seen cdn) {

  static RestoreAnswer of(
      String source,
      String backup,
      RestorePlan plan,
      @Nullable RestoreReport report,
      ThroughCdn.@Nullable Seen cdn) {
    Selection selection = plan.selection();
    return new RestoreAnswer(
        source,
        backup,
        What.told(selection.scope()),
        selection.asOf(),
        selection.includeDeletedSince(),
        plan.destination(),
        report != null && report.complete(),
        Plan.of(plan),
        report == null ? null : Report.of(report),
        cdn);
  }

  /**
   * @param file that names all of them; null where there is none, or it is gone with the run
   */
  record Named(long objects, long bytes, List<NamedObject> first, @Nullable String file) {
    static Named of(NamedObjects named) {
      return new Named(
          named.amount().objects(),
          named.amount().bytes(),
          named.first(),
          named.list().map(Path::toString).orElse(null));
    }
  }

  /**
   * @param estimatedSeconds null if it cannot be estimated
   */
  record Plan(
      Amount wanted,
      Amount right,
      Amount toWrite,
      Amount toDelete,
      Named overwritten,
      Named kept,
      Named unprotected,
      Named extra,
      Named impossible,
      Named erased,
      Named deletedRecently,
      Named datedInTheFuture,
      Named protectedLater,
      Named renamed,
      Requests backupRequests,
      Requests destinationRequests,
      @Nullable Double estimatedSeconds,
      double tookSeconds) {
    static Plan of(RestorePlan plan) {
      return new Plan(
          plan.wanted(),
          plan.right(),
          plan.toWrite(),
          plan.toDelete(),
          Named.of(plan.overwritten()),
          Named.of(plan.kept()),
          Named.of(plan.unprotected()),
          Named.of(plan.extra()),
          Named.of(plan.impossible()),
          Named.of(plan.erased()),
          Named.of(plan.deletedRecently()),
          Named.of(plan.future()),
          Named.of(plan.protectedLater()),
          Named.of(plan.renamed()),
          plan.backup(),
          plan.destinationRequests(),
          plan.estimate().map(RestoreAnswer::seconds).orElse(null),
          seconds(plan.took()));
    }
  }

  /**
   * @param recoverySeconds the measured recovery time
   * @param recoveryPoint the newest entry not after the moment; null if there is none
   * @param endedEarly why; null if it did not
   */
  record Report(
      Instant startedAt,
      double recoverySeconds,
      @Nullable Instant recoveryPoint,
      @Nullable Double recoveryPointGapSeconds,
      Amount restored,
      Amount right,
      Amount deleted,
      Named skipped,
      Named failed,
      Named notDeleted,
      Named damagedCopies,
      double objectsPerSecond,
      double bytesPerSecond,
      Requests backupRequests,
      Requests destinationRequests,
      @Nullable String endedEarly) {
    static Report of(RestoreReport report) {
      return new Report(
          report.startedAt(),
          seconds(report.took()),
          report.point().newest(),
          report.point().gap().map(RestoreAnswer::seconds).orElse(null),
          report.restored(),
          report.right(),
          report.deleted(),
          Named.of(report.skipped()),
          Named.of(report.failed()),
          Named.of(report.notDeleted()),
          Named.of(report.damaged()),
          report.objectsPerSecond(),
          report.bytesPerSecond(),
          report.backup(),
          report.destinationRequests(),
          report.stopped());
    }
  }

  private static double seconds(Duration length) {
    return length.toMillis() / 1000.0;
  }
}
