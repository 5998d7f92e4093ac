package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.deadletter.Decoded;
import fr.mangatheque.continuity.schemas.deadletter.RecordDecoder;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes slices from Kafka, lists them, and tells what they hold: at least once, and idempotent. It
 * never gives up: while Kafka is away it keeps trying, and what it could not tell it lists again.
 * Several processes share the work by partitions. Thread-safe.
 */
public final class ScanWorker implements AutoCloseable {
  static final Logger log = LoggerFactory.getLogger(ScanWorker.class);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LEAVING = Duration.ofSeconds(1);
  private static final Duration CLOSING = Duration.ofSeconds(6);

  private final KafkaConnection kafka;
  private final Topics topics;
  private final int atATime;
  private final SliceScan slices;
  private final RecordDecoder<ScanRequest> decoder;
  private final DeadLetters deadLetters;
  private final SliceMetrics metrics;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("scan-worker").unstarted(this::work);
  private volatile ScanHealth health = ScanHealth.NOT_STARTED;

  /**
   * Makes a worker; {@link #start} starts it.
   *
   * @param sources all that requests may name; the caller closes their stores after the worker
   * @param atATime slices at a time
   */
  public ScanWorker(
      KafkaConnection kafka,
      Topics topics,
      List<ScanSource> sources,
      int atATime,
      MeterRegistry registry,
      InstantSource clock) {
    this.kafka = kafka;
    this.topics = topics;
    this.atATime = atATime;
    Map<String, ScanSource> byName = new HashMap<>();
    sources.forEach(source -> byName.put(source.name(), source));
    this.slices = new SliceScan(byName, kafka.instanceId(), clock);
    this.decoder = new RecordDecoder<>(topics.scanRequests());
    this.deadLetters = new DeadLetters(topics, clock);
    this.metrics = new SliceMetrics(registry);
  }

  public void start() {
    thread.start();
  }

  /** How it is now. */
  public ScanHealth health() {
    return health;
  }

  private void work() {
    Duration pause = FIRST_PAUSE;
    while (!stopping()) {
      try {
        session();
      } catch (Throwable e) {
        // the thread is the worker: whatever is wrong, it is told and begun again
        pause = health.ready() ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        health = ScanHealth.failed(e);
        log.atWarn().setCause(e).log("Listing broke off; it begins again where it was committed");
        pauseFor(pause);
      }
    }
    health = ScanHealth.STOPPED;
  }

  private void session() {
    health = ScanHealth.JOINING;
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.client(settings()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try (SliceSender sender = new SliceSender(kafka, topics, deadLetters)) {
      new ScanSession(consumer, record -> answer(record, sender), atATime)
          .run(topics.scanRequests().name(), this::stopping, () -> health = ScanHealth.RUNNING);
    } finally {
      // a broker that is away is not waited for
      consumer.close(CloseOptions.timeout(LEAVING));
    }
  }

  private void answer(ConsumerRecord<byte[], byte[]> record, SliceSender sender) {
    switch (decoder.decode(record)) {
      case Decoded.Unreadable<ScanRequest> unreadable ->
          sender.unreadable(record, unreadable.why());
      case Decoded.Readable<ScanRequest> readable -> answer(readable.value(), sender);
    }
  }

  private void answer(ScanRequest request, SliceSender sender) {
    metrics.begun();
    try {
      SliceSender.Parcel parcel = sender.parcel(request);
      ScanResult result = slices.scan(request, parcel);
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptException("the worker ends");
      }
      parcel.awaitAcknowledged();
      sender.result(request, result);
      metrics.done(result);
    } finally {
      metrics.ended();
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    String instance = kafka.instanceId() + "-scan";
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, topics.prefix() + "continuity-scan-worker");
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, instance);
    // static membership: a restart within the session takes its partitions up again at once
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
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 16);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return settings;
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

  /** Ends in a few seconds. Slices under way are done again by whoever comes next. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
