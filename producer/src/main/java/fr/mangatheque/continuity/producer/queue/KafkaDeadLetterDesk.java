package fr.mangatheque.continuity.producer.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.deadletter.ForeignMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dead-letter topic, and the failures that go with it. Thread-safe. */
final class KafkaDeadLetterDesk implements DeadLetterDesk, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KafkaDeadLetterDesk.class);
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final DeadLetters letters;
  private final Duration timeout;
  private final Producer<byte[], byte[]> producer;

  KafkaDeadLetterDesk(DeadLetters letters, KafkaConnection kafka, Duration timeout) {
    this.letters = letters;
    this.timeout = timeout;
    this.producer =
        new KafkaProducer<>(
            settings(kafka, timeout), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> settings(KafkaConnection kafka, Duration timeout) {
    int half = Math.toIntExact(timeout.toMillis() / 2);
    Map<String, Object> all =
        new HashMap<>(
            kafka.client(
                Map.of(ProducerConfig.CLIENT_ID_CONFIG, kafka.instanceId() + "-queue-letters")));
    // A message is acknowledged on the strength of these: no common property overrides them.
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, half);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetters.LARGEST);
    return all;
  }

  @Override
  public boolean keep(List<Dead> dead) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    try {
      for (Dead one : dead) {
        for (ProducerRecord<byte[], byte[]> record : records(one)) {
          if (System.nanoTime() - deadline > 0) {
            throw new TimeoutException("Kafka takes dead letters more slowly than they come");
          }
          acknowledgements.add(producer.send(record));
        }
      }
      for (Future<RecordMetadata> acknowledgement : acknowledgements) {
        acknowledgement.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (InterruptException e) {
      throw new InterruptedException("while sending dead letters");
    } catch (ExecutionException | TimeoutException | KafkaException | IllegalStateException e) {
      // An IllegalStateException is how a producer says that it was closed.
      log.atWarn()
          .addKeyValue("letters", dead.size())
          .addKeyValue("cause", e.toString())
          .log("Kafka did not confirm dead letters: their messages come again");
      return false;
    }
  }

  private List<ProducerRecord<byte[], byte[]>> records(Dead dead) {
    QueueMessage message = dead.message();
    byte[] body =
        switch (MessageBody.of(message)) {
          case MessageBody.Readable(byte[] bytes) -> bytes;
          case MessageBody.Unreadable _ -> message.body().getBytes(UTF_8);
        };
    return letters.records(
        new ForeignMessage("queue/" + dead.queue(), message.id(), body),
        new UnreadableMessageException(dead.why()));
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
