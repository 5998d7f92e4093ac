package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.schemas.event.JobRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Of the runs that are asked for at once, those worth making: the latest of each schedule, for the
 * word of an older one would tell nothing. Of one thread.
 */
final class CanaryBatch {
  private static final String JOB = "canary";

  private final Map<String, JobRequest> latest = new LinkedHashMap<>();

  /** Takes in what is asked for; other jobs are others' work. */
  void add(JobRequest request) {
    if (request.getJob().equals(JOB)) {
      latest.merge(
          request.getSchedule(),
          request,
          (one, other) -> other.getRequestedAt().isBefore(one.getRequestedAt()) ? one : other);
    }
  }

  Collection<JobRequest> runs() {
    return latest.values();
  }
}
