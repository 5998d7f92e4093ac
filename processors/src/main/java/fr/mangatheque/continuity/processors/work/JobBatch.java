package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.event.JobRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Of the runs that are asked for at once, those worth making: the latest of each schedule, for
 * nobody waits for the word of an older one. Of one thread.
 */
final class JobBatch {
  private final Set<String> jobs;
  private final Map<String, JobRequest> latest = new LinkedHashMap<>();

  JobBatch(Set<String> jobs) {
    this.jobs = jobs;
  }

  /** Takes in what is asked for; other jobs are others' work. */
  void add(JobRequest request) {
    if (jobs.contains(request.getJob())) {
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
