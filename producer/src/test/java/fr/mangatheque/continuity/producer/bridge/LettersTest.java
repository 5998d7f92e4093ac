package fr.mangatheque.continuity.producer.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LettersTest {
  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));
  private final DeadLetters dead = new DeadLetters(topics, () -> Instant.EPOCH);

  /** Fails what goes to the dead letters so. */
  private final class Kafka extends MockProducer<byte[], byte[]> {
    private final @Nullable RuntimeException failure;

    Kafka(@Nullable RuntimeException failure) {
      super(
          false, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
      this.failure = failure;
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
      Future<RecordMetadata> sent = super.send(record, callback);
      boolean fails = failure != null && record.topic().equals(topics.deadLetters().name());
      boolean _ = fails ? errorNext(failure) : completeNext();
      return sent;
    }
  }

  private static Map<ConsumerRecord<byte[], byte[]>, SerializationException> unreadable(int count) {
    Map<ConsumerRecord<byte[], byte[]>, SerializationException> all = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      byte[] value = ("value " + i).getBytes(UTF_8);
      all.put(
          new ConsumerRecord<>("json", 0, i, new byte[0], value), new SerializationException("no"));
    }
    return all;
  }

  private Letters letters(MockProducer<byte[], byte[]> kafka) {
    return new Letters(kafka, dead, Duration.ofSeconds(2));
  }

  @Test
  void eachIsKeptAndTold() throws Exception {
    Kafka kafka = new Kafka(null);

    letters(kafka).send(unreadable(2));

    assertThat(kafka.history())
        .extracting(ProducerRecord::topic)
        .containsExactly("dead-letters", "failures", "dead-letters", "failures");
  }

  @Test
  void whatKafkaDoesNotTakeIsNotPassedOver() {
    Letters letters = letters(new Kafka(new NotEnoughReplicasException("one of two")));

    assertThatThrownBy(() -> letters.send(unreadable(1)))
        .isInstanceOf(KafkaException.class)
        .hasRootCauseMessage("one of two");
  }

  @Test
  void aLetterTooLargeForItsTopicHoldsUpNoOtherAndIsTold() throws Exception {
    Kafka kafka = new Kafka(new RecordTooLargeException("too large"));

    letters(kafka).send(unreadable(3));

    assertThat(kafka.history()).filteredOn(it -> it.topic().equals("failures")).hasSize(3);
  }

  @Test
  void aKafkaThatDoesNotConfirmIsNotWaitedForLongerThanTheTimeOut() {
    MockProducer<byte[], byte[]> silent =
        new MockProducer<>(
            false,
            new RoundRobinPartitioner(),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    long start = System.nanoTime();
    assertThatThrownBy(() -> letters(silent).send(unreadable(100)))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("not confirmed in time");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }
}
