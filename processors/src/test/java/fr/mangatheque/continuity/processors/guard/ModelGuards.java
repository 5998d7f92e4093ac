package fr.mangatheque.continuity.processors.guard;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.guard.GuardOutput.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A guard beside a ledger that believes what it says: who is absent since when, who waits for an
 * answer. Everything that must hold is checked as it happens.
 */
final class ModelGuards implements Surroundings {
  static final GuardPolicy POLICY = new GuardPolicy(20, 0.1, 0.5, Duration.ofMinutes(10));
  static final Instant START = Instant.parse("2026-05-04T03:02:01Z");

  /** What the ledger knows. */
  final NavigableMap<String, Instant> absent = new TreeMap<>();

  final Set<String> due = new HashSet<>();
  final Map<String, Instant> granted = new HashMap<>();
  final Map<String, Instant> rejected = new HashMap<>();
  final Set<String> raised = new HashSet<>();
  final Set<String> decidedCases = new HashSet<>();

  private final GuardStep guard = new GuardStep(POLICY, "library", this);
  private final NavigableMap<String, PendingDeletion> entries = new TreeMap<>();
  private GuardState state = GuardState.NEW;
  private Instant now = START;
  private boolean restoring;

  /** A restore was announced, and no audit judged since what it held. */
  private boolean unjudged;

  @Override
  public boolean isDecided(String caseId) {
    return decidedCases.contains(caseId);
  }

  @Override
  public boolean isRestoring(Instant at) {
    return restoring;
  }

  void restoring(boolean announced) {
    restoring = announced;
    unjudged |= announced;
  }

  @Override
  public List<String> waiting(int limit) {
    return entries.entrySet().stream()
        .filter(entry -> !entry.getValue().granted())
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
  }

  GuardState state() {
    return state;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void gone(String key) {
    if (!absent.containsKey(key)) {
      now = now.plusMillis(1);
      absent.put(key, now);
      input(key, new GuardInput.Pending(key, now, 1000L));
    }
  }

  /** The source changed its mind, or a clock went back: the window begins anew. */
  void goneAnew(String key) {
    if (absent.containsKey(key)) {
      now = now.plusMillis(1);
      absent.put(key, now);
      due.remove(key);
      granted.remove(key);
      input(key, new GuardInput.Pending(key, now, 1000L));
    }
  }

  void backAgain(String key) {
    if (absent.remove(key) != null) {
      due.remove(key);
      granted.remove(key);
      rejected.remove(key);
      input(key, new GuardInput.Withdrawn(key));
    }
  }

  /** As the ledger does: at the end of the window, and again if there is no answer. */
  void ask(String key) {
    Instant since = absent.get(key);
    if (since != null && !now.isBefore(since.plus(POLICY.window()))) {
      due.add(key);
      input(key, new GuardInput.Due(key, since, 1000L));
    }
  }

  void askAllDue() {
    List.copyOf(absent.keySet()).forEach(this::ask);
  }

  void audited(long count) {
    unjudged &= restoring;
    step(null, guard.onInput(state, null, new GuardInput.Audited(count), now));
  }

  private void input(String key, GuardInput input) {
    step(key, guard.onInput(state, entries.get(key), input, now));
  }

  boolean tripped() {
    return state.phase() instanceof Phase.Tripped;
  }

  void decide(boolean approved) {
    if (state.phase() instanceof Phase.Tripped(Phase.Case open)) {
      decidedCases.add(open.id());
      step(null, guard.onDecision(state, approved, "ann", now));
    }
  }

  /** At most so many of the sweep that is under way, as if it were interrupted then. */
  void sweep(int most) {
    for (int i = 0; i < most && state.sweep() != null; i++) {
      Map.Entry<String, PendingDeletion> next = entries.higherEntry(state.sweep().cursor());
      if (next == null) {
        step(null, guard.onSwept(state, now));
      } else {
        step(next.getKey(), guard.onSwept(state, next.getKey(), next.getValue(), now));
      }
    }
  }

  private void step(@Nullable String key, GuardStep.Step step) {
    boolean wasTripped = tripped();
    boolean wasRejecting = isSweeping(Sweep.Kind.REJECT);
    if (key != null
        && step.entry() != null
        && step.entry().granted()
        && isSweeping(Sweep.Kind.APPROVE)) {
      granted.put(key, step.entry().absentSince());
    }
    state = GuardRecords.fromRecord(GuardRecords.toRecord(step.state()));
    if (key != null) {
      if (step.entry() == null) {
        entries.remove(key);
      } else {
        entries.put(key, GuardRecords.fromRecord(GuardRecords.toRecord(step.entry())));
      }
    }
    for (GuardOutput output : step.outputs()) {
      switch (output) {
        case GuardOutput.Decide decide -> decided(decide, wasTripped, wasRejecting);
        case GuardOutput.Raise raise -> raised.add(raise.objectKey());
        case GuardOutput.Clear clear -> raised.remove(clear.objectKey());
      }
    }
    check();
  }

  private boolean isSweeping(Sweep.Kind kind) {
    return state.sweep() != null && state.sweep().kind() == kind;
  }

  private void decided(GuardOutput.Decide decide, boolean wasTripped, boolean wasRejecting) {
    String key = decide.objectKey();
    boolean again = decide.absentSince().equals(granted.get(key));
    if (decide.verdict() == Verdict.REJECTED) {
      assertThat(wasRejecting).as("a rejection that a person made").isTrue();
      assertThat(again).as("granted before it was rejected").isFalse();
      rejected.put(key, decide.absentSince());
      absent.remove(key);
      due.remove(key);
      return;
    }
    assertThat(absent).as("granted").containsEntry(key, decide.absentSince());
    assertThat(due).as("granted when its window was over").contains(key);
    assertThat(rejected.get(key)).as("rejected before").isNotEqualTo(decide.absentSince());
    if (!again) {
      assertThat(restoring).as("granted while a restore goes on: %s", key).isFalse();
      assertThat(wasTripped || tripped()).as("granted while tripped: %s", key).isFalse();
    }
    granted.put(key, decide.absentSince());
  }

  private void check() {
    List<PendingDeletion> waiting =
        entries.values().stream().filter(entry -> !entry.granted()).toList();
    assertThat(state.pending()).as("pending").isEqualTo(waiting.size());
    assertThat(state.bytes()).as("bytes").isEqualTo(1000L * waiting.size());
    assertThat(entries.keySet()).as("known to the guard").isEqualTo(absent.keySet());
    assertThat(raised.isEmpty()).as("nothing is raised unless tripped").isEqualTo(!tripped());
    if (tripped()) {
      assertThat(state.pending()).as("frozen").isPositive();
      assertThat(state.sweep()).as("frozen, and swept").isNull();
    }
    if (state.phase() instanceof Phase.Armed && !unjudged) {
      assertThat(POLICY.trips(state.pending(), 0, state.audited())).as("should trip").isFalse();
    }
  }
}
