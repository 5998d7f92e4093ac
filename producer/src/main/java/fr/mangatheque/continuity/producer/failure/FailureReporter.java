package fr.mangatheque.continuity.producer.failure;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the notifier what fails and when it no longer does. Never waits for Kafka for long, and
 * what Kafka does not take is in the log: whoever reports goes on with its own work. Thread-safe.
 */
public final class FailureReporter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FailureReporter.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final int MAX_BLOCK_MS = 1_000;
  private static final int DETAIL_AT_MOST = 2_048;

  private final Producer<String, FailureEvent> producer;
  private final String topic;
  private final InstantSource clock;
  private final Map<Trouble, Raised> raised = new ConcurrentHashMap<>();

  private record Raised(Instant since, Instant last, int attempts) {
    Raised again(Instant now) {
      return new Raised(since, now, attempts + 1);
    }
  }

  /**
   * Does not wait for Kafka to be there.
   *
   * @throws KafkaException if the connection's properties are wrong
   */
  public FailureReporter(Topic<FailureEvent> topic, KafkaConnection kafka, InstantSource clock) {
    this(
        new KafkaProducer<>(
            kafka.client(
                Map.of(
                    ProducerConfig.CLIENT_ID_CONFIG,
                    kafka.instanceId() + "-intake-failures",
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    MAX_BLOCK_MS)),
            topic.keySerde().serializer(),
            topic.valueSerde().serializer()),
        topic.name(),
        clock);
  }

  FailureReporter(Producer<String, FailureEvent> producer, String topic, InstantSource clock) {
    this.producer = producer;
    this.topic = topic;
    this.clock = clock;
  }

  /**
   * Tells that {@code trouble} is there, or still is.
   *
   * @param permanent if only a person's act can mend it
   * @param detail what happened, for a person; without secrets
   * @param clearsAfter how long after this it counts as over by itself; null if only {@link #clear}
   *     ends it
   */
  public void raise(
      Trouble trouble, boolean permanent, String detail, @Nullable Duration clearsAfter) {
    Instant now = now();
    Raised known =
        raised.merge(
            trouble,
            new Raised(now, now, 1),
            (before, first) ->
                clearsAfter != null && before.last().plus(clearsAfter).isBefore(now)
                    ? first
                    : before.again(now));
    FailureEvent.Builder event =
        event(trouble, FailureKind.RAISED, known.since(), now)
            .setPermanent(permanent)
            .setAttempts(known.attempts())
            .setDetail(cut(detail));
    send(event.setClearsAt(clearsAfter == null ? null : now.plus(clearsAfter)).build());
  }

  /** Tells that {@code trouble} is over; nothing if it was not raised since this started. */
  public void clear(Trouble trouble) {
    Raised known = raised.remove(trouble);
    if (known != null) {
      send(
          event(trouble, FailureKind.CLEARED, known.since(), now())
              .setPermanent(false)
              .setAttempts(0)
              .setDetail("")
              .build());
    }
  }

  private static FailureEvent.Builder event(
      Trouble trouble, FailureKind kind, Instant since, Instant now) {
    return FailureEvent.newBuilder()
        .setCauseKey(trouble.causeKey())
        .setKind(kind)
        .setStage(trouble.stage())
        .setCauseClass(trouble.cause().name())
        .setSource(trouble.source())
        .setObjectKey(trouble.subject())
        .setSince(since)
        .setAt(now);
  }

  private void send(FailureEvent event) {
    try {
      Future<RecordMetadata> _ =
          producer.send(
              new ProducerRecord<>(topic, event.getCauseKey(), event),
              (_, failed) -> {
                if (failed != null) {
                  untold(event, failed);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      // An IllegalStateException is how a producer says that it was closed.
      untold(event, e);
    }
  }

  private static void untold(FailureEvent event, Exception why) {
    log.atError()
        .addKeyValue("cause", event.getCauseKey())
        .addKeyValue("subject", event.getObjectKey())
        .addKeyValue("kind", event.getKind())
        .addKeyValue("detail", event.getDetail())
        .addKeyValue("kafka", why.toString())
        .log("Kafka did not take the word of a failure: nobody is alerted of it");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String cut(String text) {
    return text.length() <= DETAIL_AT_MOST ? text : text.substring(0, DETAIL_AT_MOST) + "…";
  }

  /** Waits a little for what was told. */
  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
