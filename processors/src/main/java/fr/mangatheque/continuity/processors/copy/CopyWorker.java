package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.processors.work.RestartingThread;
import fr.mangatheque.continuity.processors.work.WorkerConsumer;
import fr.mangatheque.continuity.processors.work.WorkerHealth;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.deadletter.RecordDecoder;
import fr.mangatheque.continuity.storage.staging.Staging;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Takes copy requests from Kafka, does them, and tells what came of each: at least once, and
 * idempotent. It never gives up: while Kafka or a store is away it keeps trying, and what it could
 * not tell it does again. Several processes share the work by partitions. Thread-safe.
 */
public final class CopyWorker implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(8);

  private final CopyContext context;
  private final Staging staging;
  private final ScheduledThreadPoolExecutor timer;
  private final RestartingThread thread =
      new RestartingThread("copy-worker", CLOSING, this::session);

  /**
   * Makes a worker; {@link #start} starts it. Leftovers of dead processes are removed from the
   * staging folder.
   *
   * @param sources all that requests may name; the caller closes their stores after the worker
   * @throws java.io.UncheckedIOException if the staging folder cannot be used
   */
  public CopyWorker(
      KafkaConnection kafka,
      Topics topics,
      List<SourceStores> sources,
      CopySettings settings,
      MeterRegistry registry,
      InstantSource clock,
      Failpoints failpoints) {
    this.staging = Staging.open(settings.staging());
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("copy-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    CopyMetrics metrics = new CopyMetrics(registry);
    Copier copier =
        new Copier(
            states(sources, settings, staging, failpoints, clock),
            new ByteBudget(settings.memoryBudget(), settings.inMemoryUpTo()),
            kafka.instanceId(),
            metrics,
            failpoints,
            clock);
    this.context =
        new CopyContext(
            kafka,
            topics,
            settings,
            copier,
            new RecordDecoder<>(topics.copyRequests()),
            new DeadLetters(topics, clock),
            timer,
            metrics,
            failpoints);
  }

  static Map<String, SourceStates> states(
      List<SourceStores> sources,
      CopySettings settings,
      Staging staging,
      Failpoints failpoints,
      InstantSource clock) {
    Map<String, SourceStates> states = new HashMap<>();
    for (SourceStores source : sources) {
      SourceStates of = SourceStates.of(source, settings, staging, failpoints, clock);
      if (states.put(source.name(), of) != null) {
        throw new IllegalArgumentException("two sources are called " + source.name());
      }
    }
    return states;
  }

  public void start() {
    thread.start();
  }

  /** How it is now. */
  public WorkerHealth health() {
    return thread.health();
  }

  private void session(BooleanSupplier stopping, java.util.function.Consumer<WorkerHealth> health) {
    Consumer<byte[], byte[]> consumer = RequestConsumer.open(context);
    try (ResultSender sender = new ResultSender(context)) {
      new CopySession(context, consumer, sender, health).run(stopping);
    } finally {
      WorkerConsumer.leave(consumer);
    }
  }

  /** Lets what is nearly done be done, commits, and ends, in a few seconds. */
  @Override
  public void close() {
    thread.close();
    timer.shutdownNow();
    staging.close();
  }
}
