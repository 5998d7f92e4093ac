package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading back changes. An object whose versions are read back is as protected as it was: only
 * a hint that there is something to copy makes it wait for anything. A version that is lost stays
 * told, whatever is copied, until it is read back right; it is tried again by itself.
 */
final class ReadBackRules {
  /** What a request takes beside its bytes, as bytes of a deadline's rate. */
  private static final long REQUEST = 128 * 1024;

  private final LedgerPolicy policy;

  ReadBackRules(LedgerPolicy policy) {
    this.policy = policy;
  }

  /** All is right, or is right again. */
  Step verified(
      ObjectState before,
      ObjectState folded,
      Phase.Requested requested,
      Input.Result result,
      Instant now) {
    List<Output> outputs = new ArrayList<>();
    Failures.pass(result.doubts(), now, outputs);
    ObjectState healed = found(Failures.healed(folded, outputs), outputs);
    Phase next = next(healed, requested, now);
    if (next instanceof Phase.Settled && !sameVersion(before.greatest(), healed.greatest())) {
      // somebody wrote what nobody told of: what the source holds is asked anew
      next = waiting(CopyTask.COPY, RequestReason.RETRY, now);
    }
    return new Step(healed.with(next), outputs);
  }

  /** Versions are lost. If the greatest is one of them, what the source holds now is asked. */
  Step lost(
      ObjectState folded,
      Phase.Requested requested,
      Input.Result result,
      Input.Outcome.Failed failed,
      Instant now,
      int spread) {
    List<Output> outputs = new ArrayList<>();
    Failures.pass(result.doubts(), now, outputs);
    ObjectState healed = Failures.healed(folded, outputs);
    Failing loss =
        healed.doubts().stream()
            .filter(ReadBackRules::isLoss)
            .findFirst()
            .orElseGet(() -> new Failing(Stage.SCRUB, CauseClass.LOST_VERSION.name(), now));
    int attempt = requested.ask().attempt();
    outputs.add(new Output.Raise(loss, true, attempt, failed.problem().detail(), null));
    Phase next;
    if (requested.again() != null) {
      next = new Phase.Waiting(requested.again(), now);
    } else if (result.entry() == null) {
      next = waiting(CopyTask.COPY, RequestReason.RETRY, now);
    } else {
      Ask again = Ask.first(CopyTask.VERIFY, RequestReason.SCRUB, now, false);
      next = new Phase.Backoff(again, policy.retryAt(now, 1, true, spread));
    }
    return new Step(withLoss(healed, loss).with(next), outputs);
  }

  private static ObjectState withLoss(ObjectState state, Failing loss) {
    List<Failing> doubts = new ArrayList<>(state.doubts());
    doubts.removeIf(ReadBackRules::isLoss);
    doubts.add(loss);
    return state.withDoubts(doubts);
  }

  /** Where an object goes that was answered for: to rest, unless something of it is lost. */
  Phase next(ObjectState state, Phase.Requested requested, Instant now) {
    if (requested.again() != null) {
      return new Phase.Waiting(requested.again(), now);
    }
    if (state.doubts().stream().noneMatch(ReadBackRules::isLoss)) {
      return Phase.SETTLED;
    }
    if (requested.ask().reason() == RequestReason.REQUESTED
        && requested.ask().task() != CopyTask.VERIFY) {
      // a person may have brought it back
      return waiting(CopyTask.VERIFY, RequestReason.REQUESTED, now);
    }
    return new Phase.Backoff(
        Ask.first(CopyTask.VERIFY, RequestReason.SCRUB, now, false),
        policy.retryAt(now, 1, true, 0));
  }

  private static Phase waiting(CopyTask task, RequestReason reason, Instant now) {
    return new Phase.Waiting(Ask.first(task, reason, now, false), now);
  }

  /** What was lost is there again, or nobody's any more: cleared. */
  static ObjectState found(ObjectState state, List<Output> outputs) {
    List<Failing> others = new ArrayList<>();
    for (Failing doubt : state.doubts()) {
      if (isLoss(doubt)) {
        outputs.add(Output.Clear.of(doubt));
      } else {
        others.add(doubt);
      }
    }
    return state.withDoubts(others);
  }

  static boolean isLoss(Input.Outcome.Failed failed) {
    return failed.problem().stage() == Stage.SCRUB
        && failed.problem().causeClass().equals(CauseClass.LOST_VERSION.name());
  }

  private static boolean isLoss(Failing doubt) {
    return doubt.stage() == Stage.SCRUB;
  }

  /** Whether nothing is open but that versions are read back. */
  static boolean onlyReadsBack(Phase phase) {
    return switch (phase) {
      case Phase.Settled _, Phase.Absent _ -> false;
      case Phase.Waiting waiting -> waiting.ask().task() == CopyTask.VERIFY;
      case Phase.Requested requested ->
          requested.ask().task() == CopyTask.VERIFY && requested.again() == null;
      case Phase.Backoff backoff -> backoff.ask().task() == CopyTask.VERIFY;
    };
  }

  /** The same, not to be read back for now; what is under way goes on. */
  static ObjectState without(ObjectState state) {
    return state.phase() instanceof Phase.Requested ? state : state.with(Phase.SETTLED);
  }

  /** Bytes to plan a request with; null if nothing is known of them. */
  static @Nullable Long likelyWork(ObjectState state) {
    Long size = state.likelySize();
    boolean readsBack =
        state.phase() instanceof Phase.Requested requested
            ? requested.ask().task() == CopyTask.VERIFY
            : onlyReadsBack(state.phase());
    if (!readsBack) {
      return size;
    }
    long held = state.held().bytes() + REQUEST * state.held().versions();
    return size == null ? held : Long.valueOf(Math.max(size, held));
  }

  private static boolean sameVersion(@Nullable KnownEntry one, @Nullable KnownEntry other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.name() instanceof EntryName.Version a && other.name() instanceof EntryName.Version b
        ? a.instant().equals(b.instant())
            && a.sha256().equals(b.sha256())
            && a.etag().equals(b.etag())
        : one.name().equals(other.name());
  }
}
