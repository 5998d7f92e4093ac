package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.processors.work.RestartingThread;
import fr.mangatheque.continuity.processors.work.WorkerConsumer;
import fr.mangatheque.continuity.processors.work.WorkerHealth;
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
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes slices from Kafka, lists them, and tells what they hold: at least once, and idempotent. It
 * never gives up: while Kafka is away it keeps trying, and what it could not tell it lists again.
 * Several processes share the work by partitions. Thread-safe.
 */
public final class ScanWorker implements AutoCloseable {
  static final Logger log = LoggerFactory.getLogger(ScanWorker.class);

  private static final String NAME = "scan";
  private static final String GROUP = "scan-worker";
  private static final Map<String, Object> SETTINGS =
      Map.of(
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 16, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
  private static final Duration CLOSING = Duration.ofSeconds(6);

  private final KafkaConnection kafka;
  private final Topics topics;
  private final int atATime;
  private final SliceScan slices;
  private final RecordDecoder<ScanRequest> decoder;
  private final DeadLetters deadLetters;
  private final SliceMetrics metrics;
  private final RestartingThread thread = new RestartingThread(GROUP, CLOSING, this::session);

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
  public WorkerHealth health() {
    return thread.health();
  }

  private void session(BooleanSupplier stopping, java.util.function.Consumer<WorkerHealth> health) {
    Consumer<byte[], byte[]> consumer =
        WorkerConsumer.open(kafka, WorkerConsumer.group(topics, GROUP), NAME, SETTINGS);
    try (SliceSender sender = new SliceSender(kafka, topics, deadLetters)) {
      new ScanSession(consumer, record -> answer(record, sender), atATime)
          .run(topics.scanRequests().name(), stopping, () -> health.accept(WorkerHealth.RUNNING));
    } finally {
      WorkerConsumer.leave(consumer);
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

  /** Ends in a few seconds. Slices under way are done again by whoever comes next. */
  @Override
  public void close() {
    thread.close();
  }
}
