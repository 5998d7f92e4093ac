package fr.mangatheque.continuity.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters, and the failures that go with them, for plain consumers and for topologies
 * alike. All unreadable records have one cause key: what they say of themselves, their source
 * included, is not to be trusted. Thread-safe.
 */
public final class DeadLetters {
  /** Nothing ever tells that an unreadable record is well again, so its failure ends by itself. */
  private static final Duration CLEARS_AFTER = Duration.ofHours(1);

  private final Topics topics;
  private final InstantSource clock;

  public DeadLetters(Topics topics, InstantSource clock) {
    this.topics = topics;
    this.clock = clock;
  }

  /**
   * The letter and the failure for {@code record}, which could not be read because of {@code why}.
   */
  public DeadLetter of(ConsumerRecord<byte[], byte[]> record, Exception why) {
    RecordHeaders headers = new RecordHeaders(record.headers());
    ErrorHeaders.add(headers, record, why);
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            topics.deadLetters().name(), null, null, record.key(), record.value(), headers);
    return new DeadLetter(letter, failure(record, why));
  }

  /** The same, both as records ready to be sent. */
  public List<ProducerRecord<byte[], byte[]>> records(
      ConsumerRecord<byte[], byte[]> record, Exception why) {
    DeadLetter dead = of(record, why);
    String failures = topics.failures().name();
    return List.of(
        dead.letter(),
        new ProducerRecord<>(
            failures,
            dead.failure().getCauseKey().getBytes(UTF_8),
            topics.failures().valueSerde().serializer().serialize(failures, dead.failure())));
  }

  private FailureEvent failure(ConsumerRecord<byte[], byte[]> record, Exception why) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String causeClass = CauseClass.UNREADABLE_RECORD.name();
    return FailureEvent.newBuilder()
        .setCauseKey(CauseClass.key(null, Stage.DECODING, causeClass))
        .setKind(FailureKind.RAISED)
        .setStage(Stage.DECODING)
        .setCauseClass(causeClass)
        .setPermanent(true)
        .setSource(null)
        .setObjectKey(keyText(record.key()))
        .setAttempts(1)
        .setSince(now)
        .setAt(now)
        .setClearsAt(now.plus(CLEARS_AFTER))
        .setDetail(
            "The record at offset %d of %s-%d could not be read and lies in %s: %s"
                .formatted(
                    record.offset(),
                    record.topic(),
                    record.partition(),
                    topics.deadLetters().name(),
                    why.getMessage()))
        .build();
  }

  private static @Nullable String keyText(byte @Nullable [] key) {
    return key == null || key.length == 0 ? null : new String(key, UTF_8);
  }
}
