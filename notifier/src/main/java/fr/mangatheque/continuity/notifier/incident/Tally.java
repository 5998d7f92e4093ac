package fr.mangatheque.continuity.notifier.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What fails of a cause.
 *
 * @param failing how many objects fail now
 * @param affected how often an object began to fail: one that heals and fails again counts twice
 * @param since since when something has failed
 * @param examples the first objects that failed, {@value #EXAMPLES} at most; none if the cause
 *     concerns no object
 * @param detail what happened last
 */
record Tally(
    Cause cause, long failing, long affected, Instant since, List<String> examples, String detail) {
  static final int EXAMPLES = 5;

  Tally {
    if (failing < 0 || failing > affected) {
      throw new IllegalArgumentException(failing + " failing of " + affected + " affected");
    }
    examples = List.copyOf(examples);
  }

  static Tally first(Input.Raised raised) {
    return new Tally(raised.cause(), 0, 0, raised.since(), List.of(), raised.detail())
        .with(raised, true);
  }

  /** With one more that fails if {@code fresh}, else with news of one that was counted. */
  Tally with(Input.Raised raised, boolean fresh) {
    int more = fresh ? 1 : 0;
    Instant earliest = raised.since().isBefore(since) ? raised.since() : since;
    return new Tally(
        cause, failing + more, affected + more, earliest, examples(raised), raised.detail());
  }

  Tally less() {
    return new Tally(cause, failing - 1, affected, since, examples, detail);
  }

  Tally showing(List<String> others) {
    return new Tally(cause, failing, affected, since, others, detail);
  }

  private List<String> examples(Input.Raised raised) {
    String subject = raised.subject();
    if (subject.isEmpty() || examples.size() >= EXAMPLES || examples.contains(subject)) {
      return examples;
    }
    List<String> more = new ArrayList<>(examples);
    more.add(subject);
    return more;
  }
}
