package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.CopyTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The guard of a source, as one object meets it: it grants, rejects, or is silent, late and twice.
 * It knows what it was told, and no second look may be had that it did not grant.
 */
final class ModelGuard {
  private final Random random;
  private final boolean rejects;
  private final List<Input.Decision> decisions = new ArrayList<>();
  private final Set<Instant> granted = new HashSet<>();
  private @Nullable Instant pending;

  ModelGuard(Random random) {
    this.random = random;
    this.rejects = random.nextInt(3) == 0;
  }

  void told(Output.Deletion deletion, Instant now) {
    switch (deletion.kind()) {
      case PENDING -> pending = deletion.absentSince();
      case WITHDRAWN -> {
        assertThat(deletion.absentSince()).as("withdrawn").isEqualTo(pending);
        pending = null;
      }
      case DUE -> {
        assertThat(deletion.absentSince()).as("due").isEqualTo(pending);
        answer(deletion.absentSince(), now);
      }
    }
  }

  private void answer(Instant absentSince, Instant now) {
    Input.Decision.Verdict verdict =
        rejects && random.nextBoolean()
            ? Input.Decision.Verdict.REJECTED
            : Input.Decision.Verdict.GRANTED;
    Input.Decision decision = new Input.Decision(verdict, absentSince, now);
    decisions.add(decision);
    if (random.nextInt(4) == 0) {
      decisions.add(decision);
    }
  }

  List<Input.Decision> decisions() {
    return decisions;
  }

  /** Silent for now: it is asked again. */
  void loseAnAnswer() {
    if (!decisions.isEmpty()) {
      decisions.removeFirst();
    }
  }

  void delivered(Input.Decision decision) {
    if (decision.verdict() == Input.Decision.Verdict.GRANTED) {
      granted.add(decision.absentSince());
    }
  }

  /** What holds after each step of the ledger. */
  void check(ObjectState state) {
    assertThat(state.absentSince()).as("what the guard was told").isEqualTo(pending);
    assertThat(state.kept() && asksToConfirm(state.phase())).as("kept, and asked for").isFalse();
  }

  private static boolean asksToConfirm(Phase phase) {
    return phase instanceof Phase.Absent
        || phase instanceof Phase.Waiting(Ask ask, _) && isSecondLook(ask);
  }

  static boolean isSecondLook(Ask ask) {
    return ask.task() == CopyTask.CONFIRM_ABSENCE;
  }

  /** A second look is asked for. */
  void secondLook(ObjectState state) {
    assertThat(granted).as("granted absences").contains(state.absentSince());
  }
}
