package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules under test, and what they would be if one of them were forgotten. */
enum Mutations implements ModelRules {
  NONE,
  NO_DIRTY_MARK {
    @Override
    public Step step(LedgerStep ledger, ObjectState state, Input input, Instant now) {
      Step step = super.step(ledger, state, input, now);
      return step.state() != null && step.state().phase() instanceof Phase.Requested r
          ? new Step(
              step.state()
                  .with(
                      new Phase.Requested(
                          r.requestId(), r.ask(), r.dispatchedAt(), r.deadline(), null)),
              step.outputs())
          : step;
    }
  },
  STALE_RESULT_TRUSTED {
    @Override
    public Step step(LedgerStep ledger, ObjectState state, Input input, Instant now) {
      if (input instanceof Input.Result result && state.phase() instanceof Phase.Requested r) {
        Input.Result current =
            new Input.Result(
                r.requestId(),
                result.outcome(),
                result.entry(),
                result.doubts(),
                result.sourceLastModified());
        return super.step(ledger, state, current, now);
      }
      return super.step(ledger, state, input, now);
    }
  },
  DEADLINE_FORGOTTEN {
    @Override
    public Step step(LedgerStep ledger, ObjectState state, Input input, Instant now) {
      return input instanceof Input.Due && state.requested()
          ? Step.silent(state)
          : super.step(ledger, state, input, now);
    }
  },
  SIZE_ONLY_COMPARISON {
    @Override
    public Step step(LedgerStep ledger, ObjectState state, Input input, Instant now) {
      KnownEntry greatest = state.greatest();
      if (input instanceof Input.Hint hint && greatest != null && greatest.live()) {
        Input.Hint blind =
            new Input.Hint(hint.kind(), greatest.etag(), hint.size(), null, null, Instant.EPOCH);
        return super.step(ledger, state, blind, now);
      }
      return super.step(ledger, state, input, now);
    }
  },
  MARKER_WITHOUT_SECOND_LOOK {
    @Override
    public Step step(LedgerStep ledger, ObjectState state, Input input, Instant now) {
      boolean decides = input instanceof Input.Due || input instanceof Input.Decision;
      return decides && state.phase() instanceof Phase.Absent
          ? super.step(ledger, state, input, now.plus(GUARD_WINDOW))
          : super.step(ledger, state, input, now);
    }
  },
  GUARD_NOT_ASKED {
    @Override
    public Step step(LedgerStep ledger, ObjectState state, Input input, Instant now) {
      Step step = super.step(ledger, state, input, now);
      Instant absentSince = state.absentSince();
      return step.outputs().stream().anyMatch(GuardAsked::isAsked) && absentSince != null
          ? super.step(ledger, step.state(), GuardAsked.granted(absentSince, now), now)
          : step;
    }
  },
  END_OF_SCAN_IGNORED {
    @Override
    public Step step(LedgerStep ledger, ObjectState state, Input input, Instant now) {
      return input instanceof Input.Unseen
          ? Step.silent(state)
          : super.step(ledger, state, input, now);
    }
  },
  REJECTION_FORGOTTEN {
    @Override
    public Step step(LedgerStep ledger, ObjectState state, Input input, Instant now) {
      return input instanceof Input.Decision decision
              && decision.verdict() == Input.Decision.Verdict.REJECTED
          ? super.step(
              ledger, state, GuardAsked.granted(decision.absentSince(), decision.decidedAt()), now)
          : super.step(ledger, state, input, now);
    }
  },
  TIES_ORDERED_BY_HASH {
    @Override
    public EntryName version(
        Instant lastModified, Sha256 sha256, ETag etag, @Nullable EntryName greatest) {
      return EntryNames.version(lastModified, sha256, etag, null);
    }
  };

  static final Duration GUARD_WINDOW = Duration.ofMinutes(10);

  /** What a ledger that grants to itself would do. */
  private static final class GuardAsked {
    static boolean isAsked(Output output) {
      return output instanceof Output.Deletion deletion
          && deletion.kind() == Output.Deletion.Kind.DUE;
    }

    static Input.Decision granted(Instant absentSince, Instant now) {
      return new Input.Decision(Input.Decision.Verdict.GRANTED, absentSince, now);
    }
  }

  @Override
  public Step step(LedgerStep ledger, ObjectState state, Input input, Instant now) {
    return ledger.step(state, input, now, 7);
  }

  @Override
  public EntryName version(
      Instant lastModified, Sha256 sha256, ETag etag, @Nullable EntryName greatest) {
    return EntryNames.version(lastModified, sha256, etag, greatest);
  }
}
