package fr.mangatheque.continuity.processors.job;

import java.util.List;

/** What becomes of a schedule, and what is told of it. */
record JobDecision(JobState state, List<JobOutput> outputs) {
  JobDecision {
    outputs = List.copyOf(outputs);
  }

  static JobDecision of(JobState state, JobOutput... outputs) {
    return new JobDecision(state, List.of(outputs));
  }
}
