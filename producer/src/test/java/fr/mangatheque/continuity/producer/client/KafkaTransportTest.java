package fr.mangatheque.continuity.producer.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaTransportTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final List<MockProducer<byte[], byte[]>> opened = new ArrayList<>();

  /** Each producer it opens fails every send so; none fails if null. */
  private KafkaTransport transport(@Nullable RuntimeException failure) {
    return new KafkaTransport(
        "json",
        TIMEOUT,
        "app",
        () -> {
          MockProducer<byte[], byte[]> producer =
              new MockProducer<>(
                  failure == null,
                  new RoundRobinPartitioner(),
                  new ByteArraySerializer(),
                  new ByteArraySerializer());
          producer.sendException = failure;
          opened.add(producer);
          return producer;
        });
  }

  private static List<byte[]> events(int count) {
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(new byte[] {(byte) i});
    }
    return events;
  }

  @Test
  void anEventIsARecordOfJsonThatSaysWhoseItIs() throws Exception {
    Reply reply = transport(null).send(events(3));

    assertThat(reply.taken()).hasSize(3);
    assertThat(reply.trouble()).isNull();
    assertThat(opened.getFirst().history())
        .hasSize(3)
        .allSatisfy(
            record -> {
              assertThat(record.topic()).isEqualTo("json");
              assertThat(record.headers().lastHeader("content-type").value())
                  .isEqualTo("application/json".getBytes(UTF_8));
              assertThat(record.headers().lastHeader("sender").value())
                  .isEqualTo("app".getBytes(UTF_8));
            });
  }

  @Test
  void whatIsNotConfirmedInTimeIsLeft() throws Exception {
    MockProducer<byte[], byte[]> silent =
        new MockProducer<>(
            false,
            new RoundRobinPartitioner(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    Reply reply =
        new KafkaTransport("json", Duration.ofSeconds(1), "app", () -> silent).send(events(3));

    assertThat(reply.left()).hasSize(3);
    assertThat(reply.trouble()).isNotNull();
    assertThat(silent.closed()).isFalse();
  }

  @Test
  void aFailureThatMayPassKeepsTheProducer() throws Exception {
    KafkaTransport transport = transport(new NotEnoughReplicasException("one of two"));

    Reply reply = transport.send(events(2));

    assertThat(reply.left()).hasSize(2);
    assertThat(reply.trouble())
        .isNotNull()
        .extracting(Reply.Trouble::words)
        .asString()
        .contains("one of two");
    assertThat(opened).singleElement().matches(producer -> !producer.closed());
  }

  @Test
  void aProducerThatIsBrokenForGoodIsReplaced() throws Exception {
    KafkaTransport transport = transport(new OutOfOrderSequenceException("broken"));

    Reply first = transport.send(events(2));
    Reply second = transport.send(events(2));

    assertThat(first.left()).hasSize(2);
    assertThat(second.left()).hasSize(2);
    assertThat(opened).hasSize(2).allMatch(MockProducer::closed);
  }

  @Test
  void aProducerThatCannotBeMadeNowIsMadeLater() throws Exception {
    KafkaTransport transport =
        new KafkaTransport(
            "json",
            TIMEOUT,
            "app",
            () -> {
              throw new KafkaException("not made", new ConfigException("no such host"));
            });

    Reply reply = transport.send(events(1));

    assertThat(reply.left()).hasSize(1);
    assertThat(reply.trouble())
        .isNotNull()
        .extracting(Reply.Trouble::words)
        .asString()
        .contains("no such host");
  }

  @Test
  void anEventThatIsTooLargeForItsTopicIsRefusedAlone() throws Exception {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(
            false,
            new RoundRobinPartitioner(),
            new ByteArraySerializer(),
            new ByteArraySerializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(
              ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
            var sent = super.send(record, callback);
            boolean _ =
                record.value()[0] == 1
                    ? errorNext(new RecordTooLargeException("too large"))
                    : completeNext();
            return sent;
          }
        };

    Reply reply = new KafkaTransport("json", TIMEOUT, "app", () -> producer).send(events(3));

    assertThat(reply.taken()).hasSize(2);
    assertThat(reply.refused()).isEqualTo(Map.of(1, "too large"));
    assertThat(reply.trouble()).isNull();
  }

  @Test
  void whoHasNoNameClaimsNone() throws Exception {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(
            true,
            new RoundRobinPartitioner(),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    Reply reply = new KafkaTransport("json", TIMEOUT, null, () -> producer).send(events(1));

    assertThat(reply.taken()).hasSize(1);
    assertThat(producer.history().getFirst().headers().lastHeader("sender")).isNull();
  }
}
