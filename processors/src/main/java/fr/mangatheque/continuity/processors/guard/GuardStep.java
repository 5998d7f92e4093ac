package fr.mangatheque.continuity.processors.guard;

import fr.mangatheque.continuity.processors.guard.GuardOutput.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides about the deletions of one source: (state, deletion, input, now) to (state, deletion,
 * outputs), without I/O or a clock.
 *
 * <p>It grants what is due only while it is armed and no more is gone than may be. Once tripped, it
 * grants nothing until a person decides, and what comes after that waits for a complete audit.
 * While a restore is announced it neither trips nor grants anything: what is gone may be on its way
 * back.
 */
final class GuardStep {
  static final String ITSELF = "guard";

  private final GuardPolicy policy;
  private final Cases cases;
  private final Surroundings around;

  GuardStep(GuardPolicy policy, String source, Surroundings around) {
    this.policy = policy;
    this.cases = new Cases(policy, source);
    this.around = around;
  }

  /**
   * What was decided.
   *
   * @param entry the deletion the input is about, as it is to be kept; null if not at all
   */
  record Step(GuardState state, @Nullable PendingDeletion entry, List<GuardOutput> outputs) {
    Step {
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * Takes an input.
   *
   * @param entry the deletion it is about, as kept; null if none is, or it is about none
   */
  Step onInput(GuardState state, @Nullable PendingDeletion entry, GuardInput input, Instant now) {
    return switch (input) {
      case GuardInput.Pending(String key, Instant since, Long size) ->
          pending(state, entry, key, since, size, now);
      case GuardInput.Due(String key, Instant since, Long size) -> {
        Step known = pending(state, entry, key, since, size, now);
        yield due(known, key, now);
      }
      case GuardInput.Withdrawn _ -> withdrawn(state.minus(entry));
      case GuardInput.Audited(long count) -> audited(state, count, now);
    };
  }

  private Step pending(
      GuardState state,
      @Nullable PendingDeletion entry,
      String key,
      Instant since,
      @Nullable Long size,
      Instant now) {
    if (entry != null && entry.absentSince().equals(since)) {
      return new Step(state, entry, List.of());
    }
    PendingDeletion fresh = new PendingDeletion(since, size, state.sequence() + 1, false, false);
    List<GuardOutput> outputs = new ArrayList<>();
    GuardState next = evaluated(state.minus(entry).plus(fresh), key, outputs, now);
    return new Step(next, fresh, outputs);
  }

  private GuardState evaluated(
      GuardState state, @Nullable String key, List<GuardOutput> outputs, Instant now) {
    return switch (state.phase()) {
      case Phase.Armed _ -> {
        long lately = state.letThrough().count(policy.stretch(), now);
        yield policy.trips(state.pending(), lately, state.audited()) && !around.isRestoring(now)
            ? cases.open(state, key, around, outputs, now)
            : state;
      }
      case Phase.Tripped tripped -> cases.grown(state, tripped.open(), key, outputs, now);
      case Phase.Decided _ -> state;
    };
  }

  private Step due(Step known, String key, Instant now) {
    PendingDeletion entry = Objects.requireNonNull(known.entry()).whenDue();
    List<GuardOutput> outputs = new ArrayList<>(known.outputs());
    if (entry.granted()) {
      outputs.add(decide(key, Verdict.GRANTED, entry, by(known.state()), now));
      return new Step(known.state(), entry, outputs);
    }
    // a restore that has ended may have left many waiting that nobody judged yet
    GuardState judged =
        known.state().frozen() ? known.state() : evaluated(known.state(), key, outputs, now);
    return judged.frozen() || around.isRestoring(now)
        ? new Step(judged, entry, outputs)
        : letThrough(judged, key, entry, outputs, now);
  }

  private Step letThrough(
      GuardState state, String key, PendingDeletion entry, List<GuardOutput> outputs, Instant now) {
    outputs.add(decide(key, Verdict.GRANTED, entry, ITSELF, now));
    return new Step(
        state.minus(entry).letOneThrough(policy.stretch(), now), entry.whenGranted(), outputs);
  }

  private static String by(GuardState state) {
    return state.phase() instanceof Phase.Decided decided ? decided.by() : ITSELF;
  }

  private static GuardOutput decide(
      String key, Verdict verdict, PendingDeletion entry, String by, Instant at) {
    return new GuardOutput.Decide(key, verdict, entry.absentSince(), by, at);
  }

  private static Step withdrawn(GuardState state) {
    return state.phase() instanceof Phase.Tripped(Phase.Case open) && state.pending() == 0
        ? new Step(state.with(Phase.ARMED), null, Cases.cleared(open))
        : new Step(state, null, List.of());
  }

  private Step audited(GuardState state, long count, Instant now) {
    boolean decided = state.phase() instanceof Phase.Decided;
    GuardState counted = state.audited(count, decided);
    List<GuardOutput> outputs = new ArrayList<>();
    GuardState next =
        decided && counted.sweep() == null
            ? armed(counted, outputs, now)
            : evaluated(counted, null, outputs, now);
    return new Step(next, null, outputs);
  }

  /** After an audit: what was held meanwhile is looked at as if it came now. */
  private GuardState armed(GuardState state, List<GuardOutput> outputs, Instant now) {
    GuardState armed =
        state
            .audited(Objects.requireNonNull(state.audited()), false)
            .with(Phase.ARMED)
            .with(new Sweep(Sweep.Kind.RELEASE, state.sequence(), "", ITSELF, now));
    return evaluated(armed, null, outputs, now);
  }

  /** A person decided about the open case. */
  Step onDecision(GuardState state, boolean approved, String by, Instant now) {
    if (!(state.phase() instanceof Phase.Tripped(Phase.Case open))) {
      throw new IllegalStateException("there is no open case to decide");
    }
    Sweep.Kind kind = approved ? Sweep.Kind.APPROVE : Sweep.Kind.REJECT;
    GuardState decided =
        state
            .with(new Phase.Decided(open, approved, by, now))
            .with(new Sweep(kind, state.sequence(), "", by, now))
            .with(LetThrough.NONE);
    return new Step(decided, null, Cases.cleared(open));
  }

  /** The sweep that is under way comes to a deletion. */
  Step onSwept(GuardState state, String key, PendingDeletion entry, Instant now) {
    Sweep sweep = Objects.requireNonNull(state.sweep(), "no sweep is under way");
    GuardState passed = state.with(sweep.passed(key));
    if (entry.granted() || entry.sequence() > sweep.upTo()) {
      return new Step(passed, entry, List.of());
    }
    return switch (sweep.kind()) {
      case RELEASE ->
          entry.due() && !around.isRestoring(now)
              ? letThrough(passed, key, entry, new ArrayList<>(), now)
              : new Step(passed, entry, List.of());
      case APPROVE ->
          new Step(
              passed.minus(entry),
              entry.whenGranted(),
              entry.due()
                  ? List.of(decide(key, Verdict.GRANTED, entry, sweep.by(), sweep.at()))
                  : List.of());
      case REJECT ->
          new Step(
              passed.minus(entry),
              null,
              List.of(decide(key, Verdict.REJECTED, entry, sweep.by(), sweep.at())));
    };
  }

  /** The sweep that is under way came to its end. */
  Step onSwept(GuardState state, Instant now) {
    GuardState swept = state.with((Sweep) null);
    List<GuardOutput> outputs = new ArrayList<>();
    boolean rearms = swept.phase() instanceof Phase.Decided && swept.auditedSince();
    return new Step(rearms ? armed(swept, outputs, now) : swept, null, outputs);
  }
}
