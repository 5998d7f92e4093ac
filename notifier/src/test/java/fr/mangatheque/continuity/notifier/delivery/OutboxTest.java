package fr.mangatheque.continuity.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final CountDownLatch sent = new CountDownLatch(1);

  @Test
  void whatKafkaDoesNotTakeIsSaidAgain() {
    try (Outbox outbox = new Outbox(kafka)) {
      outbox.send(List.of(record("a")), sent::countDown);

      await().until(() -> kafka.errorNext(new TimeoutException("away")));
      await().until(kafka::completeNext);
      await().until(() -> sent.getCount() == 0);
    }
  }

  @Test
  void whatIsTooLargeForItsTopicIsLeftOutAndHoldsUpNothing() {
    try (Outbox outbox = new Outbox(kafka)) {
      outbox.send(List.of(record("too large")), () -> {});
      outbox.send(List.of(record("a")), sent::countDown);

      await().until(() -> kafka.errorNext(new RecordTooLargeException("too large")));
      await().until(kafka::completeNext);
      await().until(() -> sent.getCount() == 0);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String value) {
    return new ProducerRecord<>("failures", value.getBytes(UTF_8));
  }
}
