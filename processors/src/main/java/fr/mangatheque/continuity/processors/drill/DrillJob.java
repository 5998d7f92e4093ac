package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.processors.restore.Scope;
import fr.mangatheque.continuity.processors.work.JobOutcome;
import fr.mangatheque.continuity.processors.work.JobTask;
import fr.mangatheque.continuity.processors.work.JobVoice;
import fr.mangatheque.continuity.processors.work.StoreCauses;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.storage.StoreException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The jobs {@code drill} and {@code drill-all}: a drill, and its report beside the backup. One at a
 * time, for all use the same target. Thread-safe.
 */
public final class DrillJob implements JobTask {
  private final Map<String, DrillStores> stores;
  private final DrillSettings settings;
  private final Promises promises;
  private final CdnWord cdn;
  private final InstantSource clock;

  /**
   * @param stores of the sources; the caller closes them after the worker
   */
  public DrillJob(
      Collection<DrillStores> stores,
      DrillSettings settings,
      Promises promises,
      CdnWord cdn,
      InstantSource clock) {
    this.stores =
        stores.stream().collect(Collectors.toMap(DrillStores::source, Function.identity()));
    this.settings = settings;
    this.promises = promises;
    this.cdn = cdn;
    this.clock = clock;
  }

  @Override
  public JobOutcome run(JobRequest request, JobVoice voice) throws InterruptedException {
    DrillStores of = stores.get(request.getSource());
    Extent extent = Extent.ofJob(request.getJob()).orElse(null);
    if (of == null || extent == null) {
      return new JobOutcome.Skipped(
          "there is no drill '%s' of a source '%s' here"
              .formatted(request.getJob(), request.getSource()));
    }
    Drill drill =
        new Drill(
            of,
            settings,
            promises,
            cdn,
            clock,
            (step, done, total) -> voice.progress(done, total, List.of(), step));
    DrillFacts.Judgement judgement;
    try {
      if (!drill.run(scope(extent, request))) {
        return new JobOutcome.Skipped("the backup holds nothing yet that could be restored");
      }
      judgement = drill.facts().judged();
    } catch (StoreException e) {
      judgement =
          new DrillFacts.Judgement(
              DrillReport.FAILED,
              StoreCauses.of(e),
              "the drill could not be carried through: " + e.getMessage());
    }
    DrillReport report =
        drill
            .facts()
            .report(of.source(), request.getRunId(), extent, of.scratch().name(), judgement);
    return outcome(report, judgement.cause(), kept(of, report));
  }

  private Scope scope(Extent extent, JobRequest request) {
    return switch (extent) {
      case ALL -> new Scope.All();
      case SAMPLE -> {
        Long asked = request.getAmount();
        int objects = asked == null ? settings.sample() : Math.clamp(asked, 1, Scope.Sample.MOST);
        yield new Scope.Sample(objects, RandomGenerator.getDefault().nextLong());
      }
    };
  }

  /** Where the report is; or why it is not. */
  private static Kept kept(DrillStores of, DrillReport report) {
    try {
      return new Kept(DrillReports.of(of).write(report), null);
    } catch (StoreException e) {
      return new Kept("", e);
    }
  }

  private record Kept(String name, @Nullable StoreException failure) {}

  private static JobOutcome outcome(DrillReport report, @Nullable CauseClass cause, Kept kept) {
    List<Figure> figures = figures(report);
    StoreException lost = kept.failure();
    if (cause != null) {
      String where =
          lost == null
              ? ". Report: " + kept.name()
              : ". Its report could not be kept either: " + lost.getMessage();
      return new JobOutcome.Failed(cause, figures, report.summary() + where);
    }
    return lost == null
        ? new JobOutcome.Succeeded(figures, report.summary() + ". Report: " + kept.name())
        : new JobOutcome.Failed(
            StoreCauses.of(lost),
            figures,
            "the drill passed (%s), and its report could not be kept: %s"
                .formatted(report.summary(), lost.getMessage()));
  }

  private static List<Figure> figures(DrillReport report) {
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("objects", report.restored().objects()));
    figures.add(new Figure("bytes", report.restored().bytes()));
    figures.add(new Figure("as-promised", report.compared().asPromised()));
    figures.add(new Figure("as-in-source", report.compared().asInSource()));
    figures.add(new Figure("wrong", report.allFindings()));
    figures.add(new Figure("plan-ms", report.took().planMs()));
    figures.add(new Figure("restore-ms", report.took().restoreMs()));
    figures.add(new Figure("compare-ms", report.took().compareMs()));
    add("recovery-time-ms", report.recoveryTime(), figures);
    add("recovery-point-ms", report.recoveryPoint(), figures);
    return figures;
  }

  private static void add(String name, DrillReport.Measured measured, List<Figure> figures) {
    Long ms = measured.ms();
    if (ms != null) {
      figures.add(new Figure(name, ms));
    }
  }
}
