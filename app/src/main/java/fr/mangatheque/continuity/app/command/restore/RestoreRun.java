package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.backup.BackupOptions;
import fr.mangatheque.continuity.app.command.backup.OpenBackup;
import fr.mangatheque.continuity.app.command.backup.StoreAdvice;
import fr.mangatheque.continuity.app.command.backup.Surroundings;
import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.command.operator.RestoreAnnouncement;
import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.operator.answer.AnswerJson;
import fr.mangatheque.continuity.processors.restore.BackupAccess;
import fr.mangatheque.continuity.processors.restore.Restore;
import fr.mangatheque.continuity.processors.restore.RestoreOptions;
import fr.mangatheque.continuity.processors.restore.RestorePlan;
import fr.mangatheque.continuity.processors.restore.RestoreReport;
import fr.mangatheque.continuity.processors.restore.Selection;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plans, asks, restores and tells. One thread uses it. */
final class RestoreRun implements AutoCloseable {
  private static final Pattern REFUSED = Pattern.compile("answered 40[13]\\b");

  private final BackupOptions backup;
  private final Surroundings surroundings;
  private final OpenBackup open;
  private final Destinations.Opened place;
  private final RestoreOptions options;
  private final Restore restore;
  private final Optional<ThroughCdn> cdn;
  private final RestoredSample sample;
  private volatile boolean interrupted;
  private volatile @Nullable Thread looking;

  RestoreRun(
      BackupOptions backup, OpenBackup open, Destinations.Opened place, RestoreOptions options) {
    this.backup = backup;
    this.surroundings = backup.surroundings();
    this.open = open;
    this.place = place;
    this.options = options;
    this.cdn = ThroughCdn.of(open, place);
    this.sample =
        new RestoredSample(cdn.map(ThroughCdn::sample).orElse(0), RandomGenerator.getDefault());
    this.restore =
        new Restore(
            new BackupAccess(open.reads(), open.reads(), open.layout()),
            place.destination(),
            options,
            surroundings.clock());
  }

  /** Shows what a restore would do; ends well if it could do all of it. */
  int plan(Selection selection) {
    RestorePlan plan = planned(selection);
    if (backup.json()) {
      print(plan, null, null);
    }
    return plan.impossible().isEmpty() ? ExitCode.OK : ExitCode.WRONG;
  }

  int restore(Selection selection, Consent consent) {
    RestorePlan plan = planned(selection);
    consent.require(plan);
    surroundings
        .whenAskedToEnd()
        .accept(
            () -> {
              interrupted = true;
              restore.stop("it was interrupted");
              leaveTheCdn();
            });
    RestoreReport report = run(plan);
    ThroughCdn.@Nullable Seen seen = interrupted ? null : throughCdn();
    if (backup.json()) {
      print(plan, report, seen);
    } else {
      ReportText.print(report, seen, backup.out());
    }
    if (report.complete()) {
      return ExitCode.OK;
    }
    boolean refused =
        report.endedEarly().filter(RestoreRun::isRefused).isPresent()
            || report.failed().first().stream().anyMatch(failed -> isRefused(failed.detail()));
    if (refused) {
      backup.err().println("continuity: " + readOnly());
      backup.err().flush();
    }
    return interrupted ? ExitCode.INTERRUPTED : ExitCode.FAILED;
  }

  private RestorePlan planned(Selection selection) {
    RestorePlan plan;
    try (RestoreProgress progress = progress()) {
      plan = restore.plan(selection, progress);
    } catch (StoreException e) {
      throw StoreAdvice.failure("nothing was written: one of the two sides", e);
    }
    if (plan.nothingKnown()) {
      throw new CommandFailure(ExitCode.NOTHING, nothingKnown(selection));
    }
    // a person agrees to what is shown, wherever the answer for scripts goes
    PlanText.print(
        plan, options, open.source(), open.where(), backup.json() ? backup.err() : backup.out());
    return plan;
  }

  private String nothingKnown(Selection selection) {
    return "nothing was written: the backup of "
        + open.source()
        + selection
            .moment()
            .map(
                moment ->
                    " knows nothing so early as "
                        + moment
                        + "; continuity ls --versions shows since when it holds what")
            .orElse(" holds nothing yet");
  }

  private RestoreReport run(RestorePlan plan) {
    try (Announcing _ = announcing(plan);
        RestoreProgress progress = progress()) {
      progress.begin(plan.toWrite());
      return restore.run(plan, progress);
    } catch (StoreException e) {
      if (e.fault() == StoreFault.ACCESS_DENIED) {
        throw new CommandFailure(ExitCode.FAILED, e.getMessage() + ". " + readOnly());
      }
      throw StoreAdvice.failure("the restore has ended early: one of the two sides", e);
    }
  }

  private @Nullable Announcing announcing(RestorePlan plan) {
    Configuration configuration = open.place().configuration();
    if (place.sources().isEmpty() || plan.nothingToDo()) {
      return null;
    }
    return RestoreAnnouncement.to(
            surroundings.environment(), configuration == null ? null : configuration.operator())
        .map(announcement -> Announcing.begin(announcement, place.sources(), backup.err()))
        .orElse(null);
  }

  /** What readers get of what was restored; null if nothing was, or there is no CDN. */
  private ThroughCdn.@Nullable Seen throughCdn() {
    List<ObjectKey> keys = sample.keys();
    if (cdn.isEmpty() || keys.isEmpty()) {
      return null;
    }
    backup.err().println("Looking at some of it through the CDN; Ctrl-C ends the looking.");
    backup.err().flush();
    looking = Thread.currentThread();
    try {
      return cdn.get().look(keys, surroundings.clock());
    } catch (InterruptedException _) {
      // meant for the look alone: the restore is over, and its report is still to be shown
      return null;
    } finally {
      looking = null;
    }
  }

  /** What is restored is told all the same. */
  private void leaveTheCdn() {
    Thread reader = looking;
    if (reader != null) {
      reader.interrupt();
    }
  }

  private static boolean isRefused(String reason) {
    return REFUSED.matcher(reason).find();
  }

  private String readOnly() {
    return !place.sources().isEmpty()
        ? "The credentials of the origin may not write, which is as it should be for the pipeline."
            + " For this restore give others that may write: CONTINUITY_TO_ACCESS_KEY_ID and"
            + " CONTINUITY_TO_SECRET_ACCESS_KEY"
        : "The credentials of the destination may not do that: they need the rights to list, read,"
            + " write and abort multipart uploads, and to delete with --delete-extra";
  }

  private RestoreProgress progress() {
    return new RestoreProgress(
        backup.err(), surroundings.terminal().drawable() && !backup.json(), sample);
  }

  private void print(
      RestorePlan plan, @Nullable RestoreReport report, ThroughCdn.@Nullable Seen seen) {
    backup
        .out()
        .println(
            AnswerJson.pretty(RestoreAnswer.of(open.source(), open.where(), plan, report, seen)));
    backup.out().flush();
  }

  @Override
  public void close() {
    restore.close();
  }
}
