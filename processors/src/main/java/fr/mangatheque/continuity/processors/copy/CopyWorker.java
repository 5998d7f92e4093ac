package fr.mangatheque.continuity.processors.copy;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes copy requests from Kafka, does them, and tells what came of each: at least once, and
 * idempotent. It never gives up: while Kafka or a store is away it keeps trying, and what it could
 * not tell it does again. Several processes share the work by partitions. Thread-safe.
 */
public final class CopyWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CopyWorker.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LEAVING = Duration.ofSeconds(1);
  private static final Duration CLOSING = Duration.ofSeconds(8);

  private final CopyContext context;
  private final Staging staging;
  private final ScheduledThreadPoolExecutor timer;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("copy-worker").unstarted(this::work);
  private volatile Health health = Health.NOT_STARTED;

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
  public Health health() {
    return health;
  }

  private void work() {
    Duration pause = FIRST_PAUSE;
    while (!stopping()) {
      try {
        session();
      } catch (Throwable e) {
        // the thread is the worker: whatever is wrong, it is told and begun again
        boolean wasWell = health.ready();
        health = Health.failed(e);
        explain(e);
        pause = wasWell ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        pauseFor(e instanceof FencedInstanceIdException ? LONGEST_PAUSE : pause);
      }
    }
    health = Health.STOPPED;
  }

  private void session() {
    Consumer<byte[], byte[]> consumer = RequestConsumer.open(context);
    try (ResultSender sender = new ResultSender(context)) {
      new CopySession(context, consumer, sender, now -> health = now).run(this::stopping);
    } finally {
      // a broker that is away is not waited for
      consumer.close(CloseOptions.timeout(LEAVING));
    }
  }

  private void explain(Throwable e) {
    if (e instanceof FencedInstanceIdException) {
      log.atError()
          .addKeyValue("instanceId", context.kafka().instanceId())
          .setCause(e)
          .log("Another process has the same instance id; give each its own");
    } else if (e instanceof KafkaException) {
      log.atWarn().setCause(e).log("Copying broke off; it begins again where it was committed");
    } else {
      log.atError().setCause(e).log("Copying broke off by a fault of ours; it begins again");
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private void pauseFor(Duration pause) {
    try {
      if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        log.atDebug().log("Stopped while waiting to begin again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /** Lets what is nearly done be done, commits, and ends, in a few seconds. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
    staging.close();
  }
}
