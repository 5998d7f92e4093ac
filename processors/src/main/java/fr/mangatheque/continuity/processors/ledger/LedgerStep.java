package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ledger's decision: (state, input, now) to (state, outputs), without I/O or a clock.
 *
 * <p>Hints are never believed, only followed; results fold by the order of entries, whatever
 * request they answer; at most one request of an object is under way.
 */
final class LedgerStep {
  private final LedgerPolicy policy;
  private final HintRules hints;
  private final DeletionRules deletions;
  private final ResultRules results;

  LedgerStep(LedgerPolicy policy) {
    this.policy = policy;
    this.hints = new HintRules(policy.clockTolerance());
    this.deletions = new DeletionRules(policy.guardWindow());
    this.results = new ResultRules(policy, deletions);
  }

  /**
   * Decides.
   *
   * @param spread differs between objects, so that their retries do not fall together
   */
  Step step(ObjectState state, Input input, Instant now, int spread) {
    Step step = DeletionRules.told(state, decide(state, input, now, spread));
    return step.state() == null ? step : new Step(dated(state, step.state(), now), step.outputs());
  }

  private static ObjectState dated(ObjectState before, ObjectState next, Instant now) {
    Since since = before.since().after(before, next, now);
    return since.equals(next.since()) ? next : next.withSince(since);
  }

  private Step decide(ObjectState state, Input input, Instant now, int spread) {
    return switch (input) {
      case Input.Hint hint -> Step.silent(readingBack(state, hint, now));
      case Input.Slot slot -> onSlot(state, slot, now);
      case Input.Park _ -> Step.silent(park(state));
      case Input.Unpark _ -> Step.silent(unpark(state));
      case Input.Due _ -> isDue(state, now) ? onDue(state, now) : Step.silent(state);
      case Input.Result result -> results.onResult(state, result, now, spread);
      case Input.Listed listed -> Step.silent(Listings.onListed(state, listed, now));
      case Input.Unseen unseen -> Step.silent(Listings.onUnseen(state, unseen, now));
      case Input.Decision decision -> Step.silent(deletions.onDecision(state, decision, now));
    };
  }

  /** What is read back is protected meanwhile: a hint finds it as if nothing were asked. */
  private ObjectState readingBack(ObjectState state, Input.Hint hint, Instant now) {
    if (!ReadBackRules.onlyReadsBack(state.phase())) {
      return onHint(state, hint, now);
    }
    return hints.work(state, hint).isEmpty()
        ? state
        : onHint(ReadBackRules.without(state), hint, now);
  }

  private ObjectState onHint(ObjectState state, Input.Hint hint, Instant now) {
    RequestReason reason = HintRules.reason(hint.kind());
    boolean expected = hint.kind() == Input.Hint.Kind.CREATED;
    boolean removed = hint.kind() == Input.Hint.Kind.REMOVED;
    boolean unannounced = Sighting.isLate(hint);
    Ask look = Ask.first(CopyTask.COPY, reason, now, expected).unannounced(unannounced);
    ObjectState informed = informed(state, hint, now);
    return switch (state.phase()) {
      case Phase.Settled _ -> {
        Optional<CopyTask> task = hints.work(state, hint);
        yield task.isEmpty() ? state : informed.with(new Phase.Waiting(look.to(task.get()), now));
      }
      case Phase.Waiting(Ask ask, Instant since) ->
          informed.with(
              new Phase.Waiting(ask.join(removed ? same(ask, reason, now) : look), since));
      case Phase.Parked(Ask ask, Instant since) ->
          informed.with(new Phase.Parked(ask.join(removed ? same(ask, reason, now) : look), since));
      case Phase.Requested requested -> informed.with(requested.marked(look));
      case Phase.Backoff backoff ->
          hint.kind() == Input.Hint.Kind.OBSERVED
              ? informed
              : informed.with(new Phase.Waiting(backoff.ask().join(look), now));
      case Phase.Absent _ -> removed ? state : informed.with(new Phase.Waiting(look, now));
    };
  }

  private static Ask same(Ask ask, RequestReason reason, Instant now) {
    return Ask.first(ask.task(), reason, now, false);
  }

  private static ObjectState informed(ObjectState state, Input.Hint hint, Instant now) {
    Announced announced = state.announced();
    Sha256 sha256 = hint.sha256();
    // nothing is announced from the future: it would stand against all that comes later
    Instant said = hint.occurredAt().isAfter(now) ? now : hint.occurredAt();
    boolean newer = sha256 != null && (announced == null || !said.isBefore(announced.occurredAt()));
    return state
        .withHint(
            newer ? new Announced(sha256, said) : announced,
            hint.size() != null ? hint.size() : state.size())
        .withAbsence(new Absence(state.absentSince(), null));
  }

  private Step onSlot(ObjectState state, Input.Slot slot, Instant now) {
    if (!(state.phase() instanceof Phase.Waiting waiting)) {
      return Step.silent(state);
    }
    Phase.Requested requested =
        waiting.dispatched(
            slot.requestId(), now, policy.deadline(now, ReadBackRules.likelyWork(state)));
    return new Step(
        state.with(requested),
        List.of(
            new Output.Request(
                requested,
                state.greatest(),
                state.announced(),
                state.size(),
                state.held().versions())));
  }

  private static ObjectState park(ObjectState state) {
    return state.phase() instanceof Phase.Waiting(Ask ask, Instant since)
        ? state.with(new Phase.Parked(ask, since))
        : state;
  }

  private static ObjectState unpark(ObjectState state) {
    return state.phase() instanceof Phase.Parked(Ask ask, Instant since)
        ? state.with(new Phase.Waiting(ask, since))
        : state;
  }

  /** Whether the phase's time came, or is so far off that the clock must have gone back. */
  boolean isDue(ObjectState state, Instant now) {
    return state
        .phase()
        .due()
        .filter(due -> !due.isAfter(now) || due.isAfter(furthest(state, now)))
        .isPresent();
  }

  private Instant furthest(ObjectState state, Instant now) {
    return deletions.isWindowOver(state, now)
        ? now.plus(DeletionRules.ASK_AGAIN)
        : policy.furthest(state.phase(), now, ReadBackRules.likelyWork(state));
  }

  private Step onDue(ObjectState state, Instant now) {
    return switch (state.phase()) {
      case Phase.Settled _, Phase.Waiting _, Phase.Parked _ -> Step.silent(state);
      case Phase.Requested requested -> unanswered(state, requested, now);
      case Phase.Backoff backoff -> Step.silent(state.with(new Phase.Waiting(backoff.ask(), now)));
      case Phase.Absent absent -> deletions.onDue(state, absent, now);
    };
  }

  /** An object nobody asks for any more: what it failed of no longer matters. */
  static Step retire(ObjectState state) {
    List<Output> outputs = new ArrayList<>();
    ObjectState found = ReadBackRules.found(state, outputs);
    ObjectState healed = Failures.healed(found, outputs).withAbsence(Absence.NONE);
    ObjectState rest = Failures.doubted(healed, List.of(), true, Instant.EPOCH, outputs);
    return DeletionRules.told(
        state, new Step(dated(state, rest.with(Phase.SETTLED), Instant.EPOCH), outputs));
  }

  private static Step unanswered(ObjectState state, Phase.Requested requested, Instant now) {
    Ask retry = requested.ask().retry();
    Ask next = requested.again() == null ? retry : retry.join(requested.again());
    Input.Problem problem =
        new Input.Problem(
            Stage.DISPATCH,
            CauseClass.NO_ANSWER.name(),
            "no result by "
                + requested.deadline()
                + " for the request sent at "
                + requested.dispatchedAt());
    return Failures.failed(
        state, problem, false, requested.ask().attempt(), now, new Phase.Waiting(next, now));
  }
}
