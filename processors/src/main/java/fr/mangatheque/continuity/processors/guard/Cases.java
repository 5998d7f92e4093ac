package fr.mangatheque.continuity.processors.guard;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a case begins, grows and ends, and what people are told of it. Pure. */
final class Cases {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final GuardPolicy policy;
  private final String source;

  Cases(GuardPolicy policy, String source) {
    this.policy = policy;
    this.source = source;
  }

  /**
   * More is gone than may be.
   *
   * @param key of the deletion that was one too many; null if none was
   */
  GuardState open(
      GuardState state,
      @Nullable String key,
      Surroundings around,
      List<GuardOutput> outputs,
      Instant now) {
    Set<String> examples = new LinkedHashSet<>(around.waiting(Phase.Case.EXAMPLES));
    if (key != null && examples.size() < Phase.Case.EXAMPLES) {
      examples.add(key);
    }
    Phase.Case open = new Phase.Case(id(around, now), now, state.pending(), List.copyOf(examples));
    String detail = CaseWords.detail(source, open, state, lately(state, now));
    open.raised().forEach(raised -> outputs.add(new GuardOutput.Raise(raised, now, detail)));
    return state.with(new Phase.Tripped(open)).with((Sweep) null);
  }

  private long lately(GuardState state, Instant now) {
    return state.letThrough().count(policy.stretch(), now);
  }

  /** A decision about a case of long ago must not be taken for one about this. */
  private String id(Surroundings around, Instant now) {
    String first = source + "-" + TIME.format(now);
    String id = first;
    for (int i = 2; around.isDecided(id); i++) {
      id = first + "-" + i;
    }
    return id;
  }

  /** People hear again when there is another example, or twice as many. */
  GuardState grown(
      GuardState state,
      Phase.Case open,
      @Nullable String key,
      List<GuardOutput> outputs,
      Instant now) {
    boolean example =
        key != null && open.raised().size() < Phase.Case.EXAMPLES && !open.raised().contains(key);
    if (!example && state.pending() < 2 * open.told()) {
      return state;
    }
    List<String> raised = new ArrayList<>(open.raised());
    if (example) {
      raised.add(key);
    }
    Phase.Case told = new Phase.Case(open.id(), open.since(), state.pending(), raised);
    String detail = CaseWords.detail(source, told, state, lately(state, now));
    outputs.add(new GuardOutput.Raise(example ? key : raised.getFirst(), open.since(), detail));
    return state.with(new Phase.Tripped(told));
  }

  static List<GuardOutput> cleared(Phase.Case closed) {
    return closed.raised().stream()
        .<GuardOutput>map(raised -> new GuardOutput.Clear(raised, closed.since()))
        .toList();
  }
}
