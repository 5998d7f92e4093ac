package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker's answer changes. */
final class ResultRules {
  private final LedgerPolicy policy;
  private final ReadBackRules readBacks;
  private final DeletionRules deletions;

  ResultRules(LedgerPolicy policy, DeletionRules deletions) {
    this.policy = policy;
    this.readBacks = new ReadBackRules(policy);
    this.deletions = deletions;
  }

  Step onResult(ObjectState state, Input.Result result, Instant now, int spread) {
    boolean news = isNews(state, result.entry());
    ObjectState folded =
        state.withGreatest(fold(state, result.entry(), news)).withHeld(held(state, result, news));
    if (state.phase() instanceof Phase.Requested requested
        && requested.requestId().equals(result.requestId())) {
      return switch (result.outcome()) {
        case Input.Outcome.Protected done ->
            done(state, folded, requested, result, done, now, news);
        case Input.Outcome.Gone gone -> gone(folded, requested, gone, result, now, spread);
        case Input.Outcome.Verified _ -> readBacks.verified(state, folded, requested, result, now);
        case Input.Outcome.Failed failed when ReadBackRules.isLoss(failed) ->
            readBacks.lost(folded, requested, result, failed, now, spread);
        case Input.Outcome.Failed failed ->
            failed(folded, requested, failed, result.doubts(), now, spread);
      };
    }
    return Step.silent(news ? lookAgain(folded, RequestReason.RETRY, now) : folded);
  }

  private static Held held(ObjectState state, Input.Result result, boolean news) {
    KnownEntry entry = result.entry();
    KnownEntry greatest = state.greatest();
    boolean stale =
        entry != null && greatest != null && entry.name().compareTo(greatest.name()) < 0;
    if (result.held() != null) {
      return stale ? state.held() : result.held();
    }
    boolean another =
        news
            && entry != null
            && entry.live()
            && result.outcome() instanceof Input.Outcome.Protected done
            && done.written();
    return another ? state.held().plus(entry) : state.held();
  }

  private static boolean isNews(ObjectState state, @Nullable KnownEntry entry) {
    KnownEntry greatest = state.greatest();
    return entry != null && (greatest == null || entry.name().compareTo(greatest.name()) > 0);
  }

  private static @Nullable KnownEntry fold(
      ObjectState state, @Nullable KnownEntry entry, boolean news) {
    KnownEntry greatest = state.greatest();
    if (entry == null || news) {
      return news ? entry : greatest;
    }
    return greatest != null && greatest.name().equals(entry.name())
        ? entry.merge(greatest)
        : greatest;
  }

  /** Somebody wrote what nobody now asked for: what the source holds is asked anew. */
  static ObjectState lookAgain(ObjectState state, RequestReason reason, Instant now) {
    Ask look = Ask.first(CopyTask.COPY, reason, now, false);
    return switch (state.phase()) {
      case Phase.Settled _ -> state.with(new Phase.Waiting(look, now));
      case Phase.Waiting waiting ->
          state.with(new Phase.Waiting(waiting.ask().join(look), waiting.since()));
      case Phase.Parked parked ->
          state.with(new Phase.Parked(parked.ask().join(look), parked.since()));
      case Phase.Requested requested -> state.with(requested.marked(look));
      case Phase.Backoff _, Phase.Absent _ -> state;
    };
  }

  private Step done(
      ObjectState before,
      ObjectState folded,
      Phase.Requested requested,
      Input.Result result,
      Input.Outcome.Protected outcome,
      Instant now,
      boolean news) {
    List<Output> outputs = new ArrayList<>();
    Ask again = requested.again();
    boolean unannounced = requested.ask().unannounced() && (again == null || again.unannounced());
    if (unannounced && news && outcome.written()) {
      outputs.add(new Output.Missed());
    }
    if (news && outcome.written() && isOld(before.greatest(), now)) {
      outputs.add(new Output.Overwritten());
    }
    ObjectState healed = Failures.healed(folded, outputs).withAbsence(Absence.NONE);
    KnownEntry greatest = healed.greatest();
    if (greatest != null
        && result.entry() != null
        && greatest.name().equals(result.entry().name())) {
      healed = healed.withGreatest(greatest.seenAt(result.sourceLastModified()));
    }
    ObjectState doubted =
        Failures.doubted(healed, result.doubts(), outcome.contentRead(), now, outputs);
    return new Step(doubted.with(readBacks.next(doubted, requested, now)), outputs);
  }

  /** What is written again and again counts once, and what was only just uploaded not at all. */
  private static boolean isOld(@Nullable KnownEntry replaced, Instant now) {
    return replaced != null
        && replaced.live()
        && replaced.name().instant().isBefore(now.minus(HourlyCount.WINDOW));
  }

  private Step gone(
      ObjectState folded,
      Phase.Requested requested,
      Input.Outcome.Gone gone,
      Input.Result result,
      Instant now,
      int spread) {
    List<Output> outputs = new ArrayList<>();
    Failures.pass(result.doubts(), now, outputs);
    ObjectState healed = Failures.healed(folded, outputs);
    if (healed.live() && gone.judged() && !healed.kept()) {
      return new Step(absent(healed, requested, now), outputs);
    }
    Absence rest = healed.live() ? new Absence(null, healed.absence().kept()) : Absence.NONE;
    ObjectState doubted = Failures.doubted(healed.withAbsence(rest), List.of(), true, now, outputs);
    ObjectState settled = doubted.with(readBacks.next(doubted, requested, now));
    Ask ask = requested.ask();
    boolean awaited = ask.expected() && now.isBefore(ask.since().plus(policy.patience()));
    if (awaited && settled.phase() instanceof Phase.Settled) {
      Instant until = policy.retryAt(now, ask.attempt(), false, spread);
      return new Step(settled.with(new Phase.Backoff(ask.retry(), until)), outputs);
    }
    return new Step(settled.forgettable() ? null : settled, outputs);
  }

  private ObjectState absent(ObjectState live, Phase.Requested requested, Instant now) {
    // a second look that could not confirm begins the window anew
    boolean anew = live.absentSince() == null || requested.ask().task() == CopyTask.CONFIRM_ABSENCE;
    Instant since = anew ? now : live.absentSince();
    Phase next =
        requested.again() == null
            ? deletions.absentSince(since)
            : new Phase.Waiting(requested.again(), now);
    return live.withAbsence(new Absence(since, null)).with(next);
  }

  private Step failed(
      ObjectState folded,
      Phase.Requested requested,
      Input.Outcome.Failed failed,
      List<Input.Problem> doubts,
      Instant now,
      int spread) {
    int attempt = requested.ask().attempt();
    Ask retry = requested.ask().retry();
    Ask next = requested.again() == null ? retry : retry.join(requested.again());
    Instant until = policy.retryAt(now, attempt, failed.permanent(), spread);
    if (failed.notBefore() != null && failed.notBefore().isAfter(until)) {
      Instant latest = now.plus(policy.longestRetry());
      until = failed.notBefore().isAfter(latest) ? latest : failed.notBefore();
    }
    Step step =
        Failures.failed(
            folded,
            failed.problem(),
            failed.permanent(),
            attempt,
            now,
            new Phase.Backoff(next, until));
    List<Output> outputs = new ArrayList<>(step.outputs());
    Failures.pass(doubts, now, outputs);
    return new Step(step.state(), outputs);
  }
}
