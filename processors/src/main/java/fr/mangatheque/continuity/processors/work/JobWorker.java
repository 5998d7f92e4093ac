package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.RecordDecoder;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Makes the runs that are asked for of some jobs, at least once each, and tells what came of them:
 * whoever follows the jobs raises a failure for one that failed, and clears it with the next that
 * succeeds. It never gives up: while Kafka is away it keeps trying. Several processes share the
 * schedules. Thread-safe.
 */
public final class JobWorker implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final String name;
  private final Set<String> jobs;
  private final int atATime;
  private final KafkaConnection kafka;
  private final Topics topics;
  private final InstantSource clock;
  private final RecordDecoder<JobRequest> decoder;
  private final JobRuns runs;
  private final RestartingThread thread;

  /**
   * Makes a worker; {@link #start} starts it.
   *
   * @param name what its group, its clients and its thread are called by
   * @param jobs names of the jobs it makes the runs of
   * @param atATime runs at a time; the others wait
   * @param task makes a run; the caller closes what it uses after the worker
   */
  public JobWorker(
      String name,
      Set<String> jobs,
      int atATime,
      JobTask task,
      KafkaConnection kafka,
      Topics topics,
      InstantSource clock) {
    this.name = name;
    this.jobs = Set.copyOf(jobs);
    this.atATime = atATime;
    this.kafka = kafka;
    this.topics = topics;
    this.clock = clock;
    this.decoder = new RecordDecoder<>(topics.jobRequests());
    this.runs = new JobRuns(task, clock);
    this.thread = new RestartingThread(name, CLOSING, this::session);
  }

  public void start() {
    thread.start();
  }

  /** How it is now. */
  public WorkerHealth health() {
    return thread.health();
  }

  private void session(BooleanSupplier stopping, java.util.function.Consumer<WorkerHealth> health)
      throws InterruptedException {
    Consumer<byte[], byte[]> consumer =
        WorkerConsumer.open(kafka, WorkerConsumer.group(topics, name), name, Map.of());
    try (JobMessages messages = new JobMessages(kafka, name, topics, clock)) {
      consumer.subscribe(List.of(topics.jobRequests().name()));
      new JobSession(consumer, jobs, atATime, decoder, runs, messages)
          .run(stopping, () -> health.accept(WorkerHealth.RUNNING));
    } finally {
      WorkerConsumer.leave(consumer);
    }
  }

  /** Ends within seconds. A run that is under way is made again. */
  @Override
  public void close() {
    thread.close();
  }
}
