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
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters, and the failures that go with them, for plain consumers and for topologies
 * alike. All unreadable records have one cause key: what they say of themselves, their source
 * included, is not to be trusted. Thread-safe.
 */
public final class DeadLetters {
  /**
   * Bytes that the dead-letter topic and those who write to it must take at once: more than other
   * topics, for a letter is a record with headers added.
   */
  public static final int LARGEST = 4 << 20;

  /** Leaves room for our headers, which are short. */
  private static final int LARGEST_RECORD = LARGEST - (64 << 10);

  private static final int DETAIL_AT_MOST = 2_048;

  /** As long as a source's name with an object's key can be. */
  private static final int KEY_AT_MOST = 1_100;

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
   * A record that is larger than any letter (it may have been compressed) is not in its letter,
   * which then says only where it is.
   */
  public DeadLetter of(ConsumerRecord<byte[], byte[]> record, Exception why) {
    boolean fits = size(record) <= LARGEST_RECORD;
    RecordHeaders headers = fits ? new RecordHeaders(record.headers()) : new RecordHeaders();
    ErrorHeaders.add(headers, record, why);
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            topics.deadLetters().name(),
            null,
            null,
            fits ? record.key() : null,
            fits ? record.value() : null,
            headers);
    String where =
        "The record at offset %d of %s-%d"
            .formatted(record.offset(), record.topic(), record.partition());
    return new DeadLetter(letter, failure(where, keyText(record.key()), why, fits));
  }

  /** The letter and the failure for {@code message}, which has no key a reader could trust. */
  public DeadLetter of(ForeignMessage message, Exception why) {
    boolean fits = message.body().length <= LARGEST_RECORD;
    RecordHeaders headers = new RecordHeaders();
    ErrorHeaders.add(headers, message, why);
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            topics.deadLetters().name(), null, null, null, fits ? message.body() : null, headers);
    String where = "The message %s of %s".formatted(message.id(), message.origin());
    return new DeadLetter(letter, failure(where, null, why, fits));
  }

  /** The same, both as records ready to be sent. */
  public List<ProducerRecord<byte[], byte[]>> records(
      ConsumerRecord<byte[], byte[]> record, Exception why) {
    return records(of(record, why));
  }

  /** The same, both as records ready to be sent. */
  public List<ProducerRecord<byte[], byte[]>> records(ForeignMessage message, Exception why) {
    return records(of(message, why));
  }

  private List<ProducerRecord<byte[], byte[]>> records(DeadLetter dead) {
    String failures = topics.failures().name();
    return List.of(
        dead.letter(),
        new ProducerRecord<>(
            failures,
            dead.failure().getCauseKey().getBytes(UTF_8),
            topics.failures().valueSerde().serializer().serialize(failures, dead.failure())));
  }

  private static long size(ConsumerRecord<byte[], byte[]> record) {
    long size = length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      size += header.key().length() * 3L + length(header.value());
    }
    return size;
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private FailureEvent failure(
      String where, @Nullable String objectKey, Exception why, boolean fits) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String causeClass = CauseClass.UNREADABLE_RECORD.name();
    return FailureEvent.newBuilder()
        .setCauseKey(CauseClass.key(null, Stage.DECODING, causeClass))
        .setKind(FailureKind.RAISED)
        .setStage(Stage.DECODING)
        .setCauseClass(causeClass)
        .setPermanent(true)
        .setSource(null)
        .setObjectKey(objectKey)
        .setAttempts(1)
        .setSince(now)
        .setAt(now)
        .setClearsAt(now.plus(CLEARS_AFTER))
        .setDetail(
            cut(
                "%s could not be read and %s %s: %s"
                    .formatted(
                        where,
                        fits ? "lies in" : "is too large for",
                        topics.deadLetters().name(),
                        why.getMessage()),
                DETAIL_AT_MOST))
        .build();
  }

  private static @Nullable String keyText(byte @Nullable [] key) {
    return key == null || key.length == 0 ? null : cut(new String(key, UTF_8), KEY_AT_MOST);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
