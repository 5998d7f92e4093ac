package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is raised and cleared as an object fails, heals, or is doubted. */
final class Failures {
  /** A doubt that no later answer settles counts as seen after this. */
  private static final Duration PASSING = Duration.ofHours(1);

  private Failures() {}

  /** The object failed: raised, and what it failed of before cleared if that was something else. */
  static Step failed(
      ObjectState state,
      Input.Problem problem,
      boolean permanent,
      int attempts,
      Instant now,
      Phase next) {
    List<Output> outputs = new ArrayList<>();
    Failing before = state.failing();
    Failing failing = new Failing(problem.stage(), problem.causeClass(), now);
    if (before != null && before.sameCause(failing)) {
      failing = before;
    } else if (before != null) {
      outputs.add(Output.Clear.of(before));
    }
    outputs.add(new Output.Raise(failing, permanent, attempts, problem.detail(), null));
    return new Step(state.withFailing(failing).with(next), outputs);
  }

  /** The object was answered for: what it failed of is cleared. */
  static ObjectState healed(ObjectState state, List<Output> outputs) {
    if (state.failing() != null) {
      outputs.add(Output.Clear.of(state.failing()));
    }
    return state.withFailing(null);
  }

  /**
   * Doubts after an answer: those about the source last until an answer is without them, what is
   * lost in the backup until it is read back right; the others pass by themselves.
   *
   * @param contentRead the content was read, so that what is no longer doubted is settled
   */
  static ObjectState doubted(
      ObjectState state,
      List<Input.Problem> told,
      boolean contentRead,
      Instant now,
      List<Output> outputs) {
    List<Failing> kept = new ArrayList<>();
    for (Input.Problem problem : told) {
      Failing doubt = new Failing(problem.stage(), problem.causeClass(), now);
      boolean lasting = problem.stage() == Stage.ORIGIN;
      Failing before = find(state.doubts(), doubt);
      Failing raised = before == null ? doubt : before;
      outputs.add(new Output.Raise(raised, true, 1, problem.detail(), lasting ? null : PASSING));
      if (lasting) {
        kept.add(raised);
      }
    }
    for (Failing before : state.doubts()) {
      boolean answered =
          before.stage() != Stage.SCRUB && contentRead
              || before.causeClass().equals(CauseClass.DIFFERS_FROM_ANNOUNCED.name());
      if (find(kept, before) == null) {
        if (answered) {
          outputs.add(Output.Clear.of(before));
        } else {
          kept.add(before);
        }
      }
    }
    return state.withDoubts(kept);
  }

  /** What was found beside an answer that is none about the content, told and not kept. */
  static void pass(List<Input.Problem> told, Instant now, List<Output> outputs) {
    for (Input.Problem problem : told) {
      if (problem.stage() != Stage.ORIGIN) {
        Failing doubt = new Failing(problem.stage(), problem.causeClass(), now);
        outputs.add(new Output.Raise(doubt, true, 1, problem.detail(), PASSING));
      }
    }
  }

  private static @Nullable Failing find(List<Failing> doubts, Failing wanted) {
    return doubts.stream().filter(wanted::sameCause).findFirst().orElse(null);
  }
}
