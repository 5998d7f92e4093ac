package fr.mangatheque.continuity.processors.guard;

import java.time.Instant;
import java.util.List;

/** Where the guard of a source stands. */
sealed interface Phase {
  Phase ARMED = new Armed();

  /** It grants what is due, and counts. */
  record Armed() implements Phase {}

  /** All that waits is frozen until a person decides, or all of it is there again. */
  record Tripped(Case open) implements Phase {}

  /** A person decided. What comes newly is held until an audit is complete. */
  record Decided(Case closed, boolean approved, String by, Instant at) implements Phase {}

  /**
   * So much was gone at once that a person must decide.
   *
   * @param id by which a person names it
   * @param told how many deletions people were last told of
   * @param raised keys of the objects that failures were raised for, {@value #EXAMPLES} at most
   */
  record Case(String id, Instant since, long told, List<String> raised) {
    static final int EXAMPLES = 10;

    public Case {
      raised = List.copyOf(raised);
    }
  }
}
