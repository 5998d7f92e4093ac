package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes runs as they are asked for, and tells what came of each. Thread-safe. */
final class JobRuns {
  private static final Logger log = LoggerFactory.getLogger(JobRuns.class);
  private static final int REMEMBERED = 100;

  private final JobTask task;
  private final InstantSource clock;

  /** Runs that were told of, and come again if their offsets could not be committed. */
  private final Set<String> told =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  JobRuns(JobTask task, InstantSource clock) {
    this.task = task;
    this.clock = clock;
  }

  /**
   * Makes one and tells of it through {@code messages}.
   *
   * @param over whether it was broken off, so that what came of it says nothing
   * @throws KafkaException if Kafka does not take the word: then it is to be made again
   */
  void run(JobRequest request, JobMessages messages, BooleanSupplier over)
      throws InterruptedException {
    if (told.contains(request.getRunId())) {
      log.atInfo().addKeyValue("run", request.getRunId()).log("Asked for again, and told already");
      return;
    }
    Instant startedAt = clock.instant();
    messages.started(request, startedAt);
    JobOutcome outcome = outcome(request, messages.voice(request, startedAt));
    if (over.getAsBoolean()) {
      throw new InterruptedException("the process ends, and the run with it");
    }
    messages.ended(request, outcome, startedAt);
    told.add(request.getRunId());
    log.atDebug()
        .addKeyValue("run", request.getRunId())
        .addKeyValue("outcome", outcome)
        .log("Run ended");
  }

  private JobOutcome outcome(JobRequest request, JobVoice voice) throws InterruptedException {
    try {
      return task.run(request, voice);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      log.atError().addKeyValue("run", request.getRunId()).setCause(e).log("A run met a fault");
      return new JobOutcome.Failed(CauseClass.INTERNAL, e.toString());
    }
  }
}
