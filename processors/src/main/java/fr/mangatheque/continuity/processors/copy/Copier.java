package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.staging.StagingFullException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns requests into results. Whatever goes wrong is a result, too. Thread-safe; a call blocks its
 * thread until it is done or its deadline ends it.
 */
final class Copier {
  private static final Logger log = LoggerFactory.getLogger(Copier.class);

  private final Map<String, SourceStates> sources;
  private final ByteBudget budget;
  private final Results results;
  private final CopyMetrics metrics;
  private final Failpoints failpoints;
  private final InstantSource clock;

  Copier(
      Map<String, SourceStates> sources,
      ByteBudget budget,
      String worker,
      CopyMetrics metrics,
      Failpoints failpoints,
      InstantSource clock) {
    this.sources = Map.copyOf(sources);
    this.budget = budget;
    this.results = new Results(worker);
    this.metrics = metrics;
    this.failpoints = failpoints;
    this.clock = clock;
  }

  /**
   * Does what is asked.
   *
   * @param mayHaveBeenTried whether the request was delivered before
   * @param size bytes the object is expected to have, to plan with
   * @return empty if the deadline was cancelled: then nobody wants the result
   */
  Optional<CopyResult> copy(
      CopyRequest request, boolean mayHaveBeenTried, long size, Deadline deadline) {
    Journey journey = new Journey();
    long start = System.nanoTime();
    Instant startedAt = clock.instant();
    Outcome outcome = outcome(request, mayHaveBeenTried, size, deadline, journey);
    deadline.close();
    if (deadline.cancelled()) {
      return Optional.empty();
    }
    slowDown(request, outcome, startedAt);
    metrics.done(
        request.getSource(), outcome, journey, Duration.ofNanos(System.nanoTime() - start));
    return Optional.of(results.of(request, outcome, journey, clock.instant()));
  }

  /** What is told of a request that failed outside of what {@link #copy} foresees. */
  CopyResult unforeseen(CopyRequest request, Throwable why) {
    Journey journey = new Journey();
    return results.of(request, unforeseen(request, Stage.DISPATCH, why), journey, clock.instant());
  }

  /** An endpoint that does not answer in time has too much to do, whether it says so or not. */
  private void slowDown(CopyRequest request, Outcome outcome, Instant startedAt) {
    SourceStates source = sources.get(request.getSource());
    if (source != null
        && outcome instanceof Outcome.Failed failed
        && failed.cause().getCauseClass().equals(CauseClass.TIMEOUT.name())) {
      source.dueTo(request.getReason()).timedOut(failed.cause().getStage(), startedAt);
    }
  }

  private Outcome outcome(
      CopyRequest request,
      boolean mayHaveBeenTried,
      long size,
      Deadline deadline,
      Journey journey) {
    try (ByteBudget.Room _ = budget.take(size)) {
      return attempt(request, mayHaveBeenTried, deadline, journey);
    } catch (InterruptedException | RuntimeException e) {
      return deadline.expired()
          ? failed(
              journey.stage(),
              CauseClass.TIMEOUT,
              "not done within " + deadline.allowed().toSeconds() + " s, which its size allows")
          : failure(e, request, journey);
    }
  }

  private Outcome attempt(
      CopyRequest request, boolean mayHaveBeenTried, Deadline deadline, Journey journey)
      throws InterruptedException {
    SourceStates source = sources.get(request.getSource());
    if (source == null) {
      return new Outcome.Failed(
          true,
          Causes.of(
              Stage.DISPATCH,
              CauseClass.REFUSED,
              "no source is called "
                  + request.getSource()
                  + " here; configured are "
                  + sources.keySet().stream().sorted().toList()),
          null);
    }
    SourceState state = source.dueTo(request.getReason());
    if (request.getTask() == CopyTask.VERIFY) {
      return new VersionsCheck(state, request, deadline, journey, metrics, clock).run();
    }
    return new ObjectCopy(state, request, deadline, journey, failpoints)
        .run(
            mayHaveBeenTried || request.getAttempt() > 1,
            () -> !mayHaveBeenTried && clock.instant().isBefore(request.getDeadline()));
  }

  private Outcome failure(Exception e, CopyRequest request, Journey journey) {
    return switch (e) {
      case StoreException.Permanent told ->
          new Outcome.Failed(true, Causes.of(journey.stage(), told), null);
      case StoreException.Transient told ->
          new Outcome.Failed(false, Causes.of(journey.stage(), told), notBefore(told.retryAfter()));
      case CopyFailure found -> new Outcome.Failed(false, found.toCause(), null);
      case StagingFullException full ->
          failed(Stage.STAGING, CauseClass.STAGING_FULL, full.getMessage());
      default -> unforeseen(request, journey.stage(), e);
    };
  }

  private static Outcome unforeseen(CopyRequest request, Stage stage, Throwable why) {
    log.atError()
        .addKeyValue("source", request.getSource())
        .addKeyValue("objectKey", request.getObjectKey())
        .addKeyValue("stage", stage)
        .setCause(why)
        .log("A copy failed in a way nobody foresaw; it will be tried again");
    return failed(stage, CauseClass.INTERNAL, why.toString());
  }

  private static Outcome failed(Stage stage, CauseClass causeClass, String detail) {
    return new Outcome.Failed(false, Causes.of(stage, causeClass, detail), null);
  }

  private @Nullable Instant notBefore(@Nullable Duration retryAfter) {
    return retryAfter == null ? null : clock.instant().plus(retryAfter);
  }
}
