package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.event.JobRequest;

/** What a job does. Thread-safe: runs of several sources may go side by side. */
@FunctionalInterface
public interface JobTask {
  /**
   * Makes one run. It may have been made before, in part or as a whole, by a process that did not
   * live to tell.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka did not take what the run says: it is
   *     made again. Whatever else it throws is a failed run, by a fault of ours
   * @throws InterruptedException if the process ends: the run is made again by the next
   */
  JobOutcome run(JobRequest request, JobVoice voice) throws InterruptedException;
}
