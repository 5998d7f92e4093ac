package fr.mangatheque.continuity.app.operator.answer;

import java.util.List;

/** All jobs of all sources. */
public record Jobs(List<Job> jobs, boolean complete, List<Silence> silences) {
  public Jobs {
    jobs = List.copyOf(jobs);
    silences = List.copyOf(silences);
  }
}
