package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.deadletter.RecordDecoder;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the round trips that are asked for, at least once each, and tells what came of them. It
 * never gives up: while Kafka is away it keeps trying. Several processes share the sources.
 * Thread-safe.
 */
public final class CanaryWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CanaryWorker.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LEAVING = Duration.ofSeconds(1);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Topics topics;
  private final KafkaConnection kafka;
  private final CanaryRuns runs;
  private final RecordDecoder<JobRequest> decoder;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("canary").unstarted(this::work);
  private volatile CanaryHealth health = CanaryHealth.NOT_STARTED;

  /**
   * Makes a worker; {@link #start} starts it.
   *
   * @param stores of the sources; the caller closes them after the worker
   * @param ledger is asked where a source may not be written to
   * @param limit the longest a round trip may take
   */
  public CanaryWorker(
      KafkaConnection kafka,
      Topics topics,
      Collection<CanaryStores> stores,
      LedgerWord ledger,
      Duration limit,
      MeterRegistry registry,
      InstantSource clock) {
    this.topics = topics;
    this.kafka = kafka;
    this.runs = new CanaryRuns(stores, ledger, limit, new CanaryMetrics(registry), clock);
    this.decoder = new RecordDecoder<>(topics.jobRequests());
    this.clock = clock;
  }

  public void start() {
    thread.start();
  }

  /** How it is now. */
  public CanaryHealth health() {
    return health;
  }

  private void work() {
    Duration pause = FIRST_PAUSE;
    while (!stopping()) {
      try {
        session();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stop.countDown();
      } catch (Throwable e) {
        // the thread is the worker: whatever is wrong, it is told and begun again
        pause = health.ready() ? FIRST_PAUSE : longer(pause);
        health = CanaryHealth.failed(e);
        (e instanceof KafkaException ? log.atWarn() : log.atError())
            .setCause(e)
            .log("The canary broke off; it begins again where it was committed");
        pauseFor(pause);
      }
    }
    health = CanaryHealth.STOPPED;
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void session() throws InterruptedException {
    health = CanaryHealth.JOINING;
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.client(settings()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try (CanaryMessages messages =
        new CanaryMessages(topics, kafka, new DeadLetters(topics, clock), clock)) {
      consumer.subscribe(List.of(topics.jobRequests().name()));
      new CanarySession(consumer, decoder, runs, messages)
          .run(this::stopping, () -> health = CanaryHealth.RUNNING);
    } finally {
      // a broker that is away is not waited for
      consumer.close(CloseOptions.timeout(LEAVING));
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    String instance = kafka.instanceId() + "-canary";
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, topics.prefix() + "continuity-canary");
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, instance);
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return settings;
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

  /** Ends within seconds. A run that is under way is made again. */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (!thread.join(CLOSING)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
