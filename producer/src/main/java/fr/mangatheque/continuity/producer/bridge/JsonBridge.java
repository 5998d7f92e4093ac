package fr.mangatheque.continuity.producer.bridge;

import fr.mangatheque.continuity.producer.failure.FailureReporter;
import fr.mangatheque.continuity.producer.failure.UnknownEvents;
import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.hint.HintPublisher;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what applications write to the topic {@code object-changes-json}: each record is read
 * as the intake reads a request, its hints are published, and only once Kafka keeps them is its
 * offset committed. A record that nobody can read becomes a dead letter. Nothing is skipped: while
 * Kafka is away it keeps trying. What it passed on and could not commit it passes on again, which
 * does no harm. Several processes share the work by partitions. Thread-safe.
 */
public final class JsonBridge implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JsonBridge.class);
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final Topics topics;
  private final KafkaConnection kafka;
  private final RecordReader reader;
  private final HintPublisher publisher;
  private final Letters letters;
  private final FailureReporter reporter;
  private final Desk desk;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("json-bridge").unstarted(this::work);
  private volatile BridgeHealth health = BridgeHealth.NOT_STARTED;

  /**
   * Makes a bridge; {@link #start} starts it. Does not wait for Kafka to be there.
   *
   * @param maxBytes the largest value that is read
   * @param timeout how long Kafka has to confirm hints before they are sent again
   * @throws KafkaException if the connection's properties are wrong
   */
  public JsonBridge(
      Topics topics,
      KafkaConnection kafka,
      EventForms forms,
      int maxBytes,
      Duration timeout,
      MeterRegistry registry,
      InstantSource clock) {
    this.topics = topics;
    // Of its own, for the intake beside it has the same clients.
    this.kafka =
        new KafkaConnection(
            kafka.bootstrapServers(), kafka.instanceId() + "-json-bridge", kafka.properties());
    this.reader = new RecordReader(forms, maxBytes);
    this.publisher = new HintPublisher(topics.objectChanges(), this.kafka, timeout, registry);
    this.letters = new Letters(this.kafka, new DeadLetters(topics, clock), timeout);
    this.reporter = new FailureReporter(topics.failures(), this.kafka, clock);
    this.desk =
        new Desk(
            publisher, letters, new UnknownEvents(reporter, clock), new BridgeMetrics(registry));
  }

  /** Starts; returns at once. Once only. */
  public void start() {
    health = BridgeHealth.JOINING;
    thread.start();
  }

  /** How it is now. */
  public BridgeHealth health() {
    return health;
  }

  private void work() {
    Backoff backoff = new Backoff();
    try {
      while (!stopping()) {
        try (BridgeSession session = session()) {
          while (!stopping()) {
            session.turn();
            backoff.succeeded();
          }
        } catch (InterruptException e) {
          throw e;
        } catch (RuntimeException | Error e) {
          // The thread is the bridge: whatever is wrong, it is told and begun again.
          Duration wait = backoff.failed();
          health = new BridgeHealth(false, "broke off: " + e.getMessage());
          explain(e);
          if (stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            log.atDebug().log("Stopped while waiting to begin again");
          }
        }
      }
    } catch (InterruptedException | InterruptException e) {
      log.atInfo().log("The JSON bridge was cut off; what was not committed is read again");
    }
    health = BridgeHealth.STOPPED;
  }

  private BridgeSession session() {
    return new BridgeSession(
        JsonConsumer.open(topics, kafka),
        topics.objectChangesJson().name(),
        reader,
        desk,
        now -> health = now);
  }

  private void explain(Throwable e) {
    if (e instanceof FencedInstanceIdException) {
      log.atError()
          .addKeyValue("instanceId", kafka.instanceId())
          .setCause(e)
          .log("Another process has the same instance id; give each its own");
    } else {
      (e instanceof KafkaException ? log.atWarn() : log.atError())
          .setCause(e)
          .log("Reading the JSON topic broke off; it begins again where it was committed");
    }
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  /** Commits what is passed on and ends, in a few seconds. */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (thread.getState() != Thread.State.NEW && !thread.join(CLOSING)) {
        thread.interrupt();
        thread.join(CLOSING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    letters.close();
    publisher.close();
    reporter.close();
  }
}
