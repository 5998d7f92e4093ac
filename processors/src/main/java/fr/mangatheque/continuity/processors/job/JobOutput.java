package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;

/** What is told of a job. */
sealed interface JobOutput {
  /** A run is to begin. */
  record Request(JobRequest request) implements JobOutput {}

  /** A run did not begin, or is given up. */
  record Report(JobReport report) implements JobOutput {}

  /** Something fails, or no longer does. */
  record Failure(FailureEvent event) implements JobOutput {}
}
