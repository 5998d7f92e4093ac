package fr.mangatheque.continuity.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

  private final Topics topics = Topics.of("lib.", WireSerdes.open(Optional.empty()));
  private final DeadLetters deadLetters =
      new DeadLetters(topics, InstantSource.fixed(NOW.plusNanos(4_567)));
  private final ConsumerRecord<byte[], byte[]> record =
      new ConsumerRecord<>(
          "lib.copy-requests", 3, 17, "uploads/a.jpg".getBytes(UTF_8), "junk".getBytes(UTF_8));
  private final Exception why = new SerializationException("neither of both");

  @Test
  void theBytesAreKeptAsTheyWere() {
    record.headers().add("traceparent", new byte[] {1, 2});

    ProducerRecord<byte[], byte[]> letter = deadLetters.of(record, why).letter();

    assertThat(letter.topic()).isEqualTo("lib.dead-letters");
    assertThat(letter.key()).isEqualTo(record.key());
    assertThat(letter.value()).isEqualTo(record.value());
    assertThat(letter.headers().lastHeader("traceparent").value()).containsExactly(1, 2);
    assertThat(record.headers().toArray()).hasSize(1);
  }

  @Test
  void itsHeadersSayWhereFromAndWhyAsThoseOfKafkaStreamsDo() {
    Headers headers = deadLetters.of(record, why).letter().headers();

    assertThat(text(headers, "__streams.errors.topic")).isEqualTo("lib.copy-requests");
    assertThat(text(headers, "__streams.errors.partition")).isEqualTo("3");
    assertThat(text(headers, "__streams.errors.offset")).isEqualTo("17");
    assertThat(text(headers, "__streams.errors.message")).isEqualTo("neither of both");
    assertThat(text(headers, "__streams.errors.exception"))
        .isEqualTo("org.apache.kafka.common.errors.SerializationException");
    assertThat(text(headers, "__streams.errors.stacktrace")).contains("SerializationException");
  }

  @Test
  void aMessageFromElsewhereIsKeptAsItWasWithWhereItIsFrom() {
    byte[] body = "junk".getBytes(UTF_8);

    DeadLetter dead = deadLetters.of(new ForeignMessage("queue/uploads", "m-1", body), why);

    ProducerRecord<byte[], byte[]> letter = dead.letter();
    assertThat(letter.topic()).isEqualTo("lib.dead-letters");
    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isEqualTo(body);
    assertThat(text(letter.headers(), "continuity.origin")).isEqualTo("queue/uploads");
    assertThat(text(letter.headers(), "continuity.message-id")).isEqualTo("m-1");
    assertThat(text(letter.headers(), "__streams.errors.message")).isEqualTo("neither of both");
    assertThat(letter.headers().lastHeader("__streams.errors.topic")).isNull();
    assertThat(dead.failure().getDetail())
        .isEqualTo(
            "The message m-1 of queue/uploads could not be read and lies in lib.dead-letters:"
                + " neither of both");
  }

  @Test
  void aLongExplanationIsCutSoThatTheLetterFits() {
    Exception endless = new SerializationException("x".repeat(1_000_000));

    Headers headers = deadLetters.of(record, endless).letter().headers();

    assertThat(headers).allSatisfy(it -> assertThat(it.value().length).isLessThan(5_000));
  }

  @Test
  void aRecordTooLargeForALetterHasOneThatSaysWhereItIs() {
    ConsumerRecord<byte[], byte[]> large =
        new ConsumerRecord<>("lib.copy-requests", 3, 17, null, new byte[DeadLetters.LARGEST]);
    large.headers().add("foreign", new byte[1_000]);

    DeadLetter dead = deadLetters.of(large, why);

    assertThat(dead.letter().value()).isNull();
    assertThat(dead.letter().headers().lastHeader("foreign")).isNull();
    assertThat(text(dead.letter().headers(), "__streams.errors.offset")).isEqualTo("17");
    assertThat(dead.failure().getDetail()).contains("offset 17", "is too large for");
  }

  @Test
  void whatTheFailureRepeatsOfARecordIsCut() {
    ConsumerRecord<byte[], byte[]> longKey =
        new ConsumerRecord<>("lib.ticks", 0, 0, "k".repeat(500_000).getBytes(UTF_8), null);

    FailureEvent failure =
        deadLetters.of(longKey, new SerializationException("x".repeat(500_000))).failure();

    assertThat(failure.getObjectKey()).hasSizeLessThan(2_000).startsWith("kkk");
    assertThat(failure.getDetail()).hasSizeLessThan(3_000).contains("offset 0 of lib.ticks-0");
  }

  @Test
  void aLetterThatDiesAgainTellsOnlyTheLastWhy() {
    ErrorHeaders.add(record.headers(), record, new SerializationException("before"));

    Headers headers = deadLetters.of(record, why).letter().headers();

    assertThat(headers.headers("__streams.errors.message")).hasSize(1);
    assertThat(text(headers, "__streams.errors.message")).isEqualTo("neither of both");
  }

  @Test
  void aFailureGoesWithItThatEndsByItself() {
    FailureEvent failure = deadLetters.of(record, why).failure();

    assertThat(failure.getCauseKey()).isEqualTo("-/DECODING/UNREADABLE_RECORD");
    assertThat(failure.getKind()).isEqualTo(FailureKind.RAISED);
    assertThat(failure.getStage()).isEqualTo(Stage.DECODING);
    assertThat(failure.getPermanent()).isTrue();
    assertThat(failure.getSource()).isNull();
    assertThat(failure.getObjectKey()).isEqualTo("uploads/a.jpg");
    assertThat(failure.getAt()).isEqualTo(NOW);
    assertThat(failure.getClearsAt()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(failure.getDetail())
        .contains("offset 17 of lib.copy-requests-3", "lib.dead-letters", "neither of both");
  }

  @Test
  void aRecordWithoutKeyOrValueHasItsLetterToo() {
    ConsumerRecord<byte[], byte[]> empty = new ConsumerRecord<>("lib.ticks", 0, 0, null, null);

    DeadLetter dead = deadLetters.of(empty, new SerializationException());

    assertThat(dead.letter().key()).isNull();
    assertThat(dead.failure().getObjectKey()).isNull();
  }

  @Test
  void bothAreReadyToBeSent() {
    List<ProducerRecord<byte[], byte[]>> records = deadLetters.records(record, why);

    assertThat(records)
        .extracting(ProducerRecord::topic)
        .containsExactly("lib.dead-letters", "lib.failures");
    assertThat(new String(records.get(1).key(), UTF_8)).isEqualTo("-/DECODING/UNREADABLE_RECORD");
    assertThat(
            topics
                .failures()
                .valueSerde()
                .deserializer()
                .deserialize("lib.failures", records.get(1).value()))
        .isEqualTo(deadLetters.of(record, why).failure());
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), UTF_8);
  }
}
