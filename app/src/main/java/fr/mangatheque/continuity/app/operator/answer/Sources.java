package fr.mangatheque.continuity.app.operator.answer;

import java.util.List;

/** Names of all sources. */
public record Sources(List<String> sources) {
  public Sources {
    sources = List.copyOf(sources);
  }
}
