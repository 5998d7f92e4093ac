package fr.mangatheque.continuity.app.operator.answer;

import java.util.List;

/** All that the guards of all sources hold back. */
public record Guard(List<GuardCase> cases, boolean complete, List<Silence> silences) {
  public Guard {
    cases = List.copyOf(cases);
    silences = List.copyOf(silences);
  }
}
