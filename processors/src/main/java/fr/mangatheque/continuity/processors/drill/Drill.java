package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.processors.drill.DrillReport.Measured;
import fr.mangatheque.continuity.processors.restore.Amount;
import fr.mangatheque.continuity.processors.restore.Attempts;
import fr.mangatheque.continuity.processors.restore.Destination;
import fr.mangatheque.continuity.processors.restore.ObjectOutcome;
import fr.mangatheque.continuity.processors.restore.Restore;
import fr.mangatheque.continuity.processors.restore.RestoreOptions;
import fr.mangatheque.continuity.processors.restore.RestorePlan;
import fr.mangatheque.continuity.processors.restore.RestoreReport;
import fr.mangatheque.continuity.processors.restore.RestoreWatch;
import fr.mangatheque.continuity.processors.restore.Retries;
import fr.mangatheque.continuity.processors.restore.Scope;
import fr.mangatheque.continuity.processors.restore.Selection;
import fr.mangatheque.continuity.storage.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One drill: empties the scratch target, restores into it, compares, looks at the CDN, empties it
 * again. Each part is timed. Of one thread; blocks for as long as it takes.
 */
final class Drill {
  private static final String EMPTYING = "emptying the scratch target";

  private final DrillStores stores;
  private final DrillSettings settings;
  private final Promises promises;
  private final CdnWord cdnWord;
  private final InstantSource clock;
  private final Watch watch;
  private final Instant began;
  private final Attempts attempts = new Attempts(Retries.USUAL);
  private final Findings findings = new Findings();
  private final Stopwatch time = new Stopwatch();

  private @Nullable RestorePlan plan;
  private @Nullable RestoreReport restored;
  private DrillReport.Compared compared = DrillReport.Compared.NOTHING;
  private DrillReport.@Nullable Cdn cdn;
  private Optional<Promises.Standing> standing = Optional.empty();

  /** Told how far it is. */
  @FunctionalInterface
  interface Watch {
    void at(String step, long done, @Nullable Long total);
  }

  Drill(
      DrillStores stores,
      DrillSettings settings,
      Promises promises,
      CdnWord cdnWord,
      InstantSource clock,
      Watch watch) {
    this.stores = stores;
    this.settings = settings;
    this.promises = promises;
    this.cdnWord = cdnWord;
    this.clock = clock;
    this.watch = watch;
    this.began = clock.instant();
  }

  /**
   * Makes it; whatever comes of it, the scratch target is emptied, if it lets itself be.
   *
   * @return false if there is nothing to restore
   * @throws StoreException if a store kept it from its end; {@link #facts} has what was done
   */
  boolean run(Scope scope) throws InterruptedException {
    empty();
    standing = promises.standing(stores.source());
    StoreException kept = null;
    boolean some;
    try {
      some = restore(scope);
      if (some) {
        compare();
      }
    } catch (StoreException e) {
      kept = e;
      some = true;
    }
    try {
      time.measure(
          Part.EMPTY,
          () -> {
            empty();
            return stores.scratch();
          });
    } catch (StoreException e) {
      if (kept == null) {
        throw e;
      }
      kept.addSuppressed(e);
    }
    if (kept != null) {
      throw kept;
    }
    return some;
  }

  /** Told as it goes on: a run that says nothing for long is given up. */
  private void empty() throws InterruptedException {
    watch.at(EMPTYING, 0, null);
    stores
        .scratch()
        .empty(attempts, settings.atATime(), deleted -> watch.at(EMPTYING, deleted, null));
  }

  private boolean restore(Scope scope) throws InterruptedException {
    RestoreOptions options =
        RestoreOptions.usual(settings.directory().resolve(stores.source()))
            .withAtATime(settings.atATime());
    try (Destination to = stores.scratch().destination().get();
        Restore restore = new Restore(stores.backup(), to, options, clock)) {
      RestorePlan planned =
          time.measure(
              Part.PLAN,
              () ->
                  restore.plan(
                      new Selection(scope, null, null),
                      (wanted, _) -> watch.at("planning", wanted.objects(), null)));
      plan = planned;
      findings.add(planned.impossible(), "it cannot be restored");
      boolean nothing = planned.wanted().objects() == 0;
      if (nothing || scope instanceof Scope.All) {
        missing(planned);
      }
      if (nothing && findings.none()) {
        return false;
      }
      RestoreReport report =
          time.measure(
              Part.RESTORE, () -> restore.run(planned, restoring(planned.wanted().objects())));
      restored = report;
      requireAlive();
      findings.add(report.failed(), "it was not restored");
      findings.add(report.skipped(), "it was left as it was in the scratch target");
      report
          .endedEarly()
          .ifPresent(
              why -> findings.add(stores.scratch().name(), "the restore ended early: " + why));
      return true;
    }
  }

  /**
   * Objects of which the backup has no entry at all are in no listing of it; the ledger counts
   * them. It is asked before the listing and behind it, and what was deleted lately is taken for
   * there: what came or went meanwhile is no loss.
   */
  private void missing(RestorePlan planned) throws InterruptedException {
    long named =
        planned.wanted().objects()
            + planned.impossible().amount().objects()
            + planned.erased().amount().objects()
            + planned.deletedRecently().amount().objects();
    long promised =
        Math.min(protectedBy(standing), protectedBy(promises.standing(stores.source())));
    if (promised > named) {
      findings.add(
          stores.source(),
          ("the ledger promises %d objects, and the backup has no entry of at least %d of them: an"
                  + " audit finds them (continuity jobs run audit)")
              .formatted(promised, promised - named));
    }
  }

  private static long protectedBy(Optional<Promises.Standing> told) {
    return told.map(Promises.Standing::objects).orElse(0L);
  }

  private RestoreWatch restoring(long total) {
    AtomicLong done = new AtomicLong();
    return new RestoreWatch() {
      @Override
      public void ended(ObjectOutcome outcome) {
        watch.at("restoring", done.incrementAndGet(), total);
      }

      @Override
      public void read(long bytes) {
        watch.at("restoring", done.get(), total);
      }
    };
  }

  private void compare() throws InterruptedException {
    long there = cameBack().objects();
    Comparison comparison =
        new Comparison(
            new Comparer(stores, promises, began, attempts), settings.atATime(), findings);
    try {
      time.measure(
          Part.COMPARE,
          () -> {
            comparison.all(
                stores.scratch().restored(attempts), done -> watch.at("comparing", done, there));
            return comparison;
          });
    } finally {
      compared = comparison.counts();
    }
    if (compared.objects() < there) {
      findings.add(
          stores.scratch().name(),
          "%d objects were restored into it, and %d of them are there"
              .formatted(there, compared.objects()));
    }
    cdn =
        time.measure(
            Part.CDN,
            () ->
                cdnWord
                    .check(
                        stores.source(),
                        comparison.sample(),
                        looked -> watch.at("asking the CDN", looked, null))
                    .orElse(null));
    requireAlive();
  }

  private static void requireAlive() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the process ends, and the drill with it");
    }
  }

  private Amount cameBack() {
    RestoreReport report = restored;
    return report == null ? Amount.NOTHING : report.restored().plus(report.right());
  }

  /** What is known by now. */
  DrillFacts facts() {
    RestorePlan planned = plan;
    RestoreReport report = restored;
    Amount back = cameBack();
    return new DrillFacts(
        began,
        report == null
            ? DrillReport.Restored.NOTHING
            : new DrillReport.Restored(
                planned == null ? 0 : planned.wanted().objects(),
                back.objects(),
                back.bytes(),
                report.objectsPerSecond(),
                report.bytesPerSecond()),
        compared,
        time.took(),
        recoveryTime(),
        recoveryPoint(),
        cdn,
        findings);
  }

  /**
   * From the plan to the last object. For a sample: what everything would take at the same rate.
   */
  private Measured recoveryTime() {
    Long objective = millis(settings.recoveryTime());
    RestorePlan planned = plan;
    RestoreReport report = restored;
    if (planned == null || report == null) {
      return new Measured(null, objective, false);
    }
    Duration took = planned.took().plus(report.took());
    if (!(planned.selection().scope() instanceof Scope.Sample)) {
      return new Measured(took.toMillis(), objective, false);
    }
    return standing
        .filter(_ -> report.restored().objects() > 0)
        .map(
            whole ->
                new Measured(
                    planned.took().toMillis() + (long) (1_000 * secondsFor(whole, report)),
                    objective,
                    true))
        .orElseGet(() -> new Measured(null, objective, true));
  }

  private static double secondsFor(Promises.Standing whole, RestoreReport report) {
    double byObjects = whole.objects() / report.objectsPerSecond();
    double byBytes = report.bytesPerSecond() > 0 ? whole.bytes() / report.bytesPerSecond() : 0;
    return Math.max(byObjects, byBytes);
  }

  /** How old the oldest change was, when the drill began, that would have been lost. */
  private Measured recoveryPoint() {
    Long objective = millis(settings.recoveryPoint());
    return standing
        .map(
            at -> {
              Instant oldest = at.oldestPending();
              Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest, began);
              return new Measured(Math.max(0, age.toMillis()), objective, false);
            })
        .orElseGet(() -> new Measured(null, objective, false));
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }
}
