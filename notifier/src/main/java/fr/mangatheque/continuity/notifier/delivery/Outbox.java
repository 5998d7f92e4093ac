package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records in the background, in order, until Kafka has them. Nobody waits for it, so a broker
 * that is away holds up no delivery. A record larger than its topic takes is left out, for it would
 * hold up all others for ever. Thread-safe.
 */
final class Outbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private record Parcel(List<ProducerRecord<byte[], byte[]>> records, Runnable sent) {}

  private final LinkedBlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();
  private final Producer<byte[], byte[]> producer;
  private final Thread thread;

  Outbox(KafkaConnection kafka) {
    this(
        new KafkaProducer<>(
            kafka.client(
                Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.LINGER_MS_CONFIG,
                    0,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    2L * DeadLetters.LARGEST,
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    DeadLetters.LARGEST)),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  Outbox(Producer<byte[], byte[]> producer) {
    this.producer = producer;
    this.thread = Thread.ofVirtual().name("notifier-outbox").start(this::run);
  }

  /**
   * @param sent runs in the outbox's thread when all of them are acknowledged
   */
  void send(List<ProducerRecord<byte[], byte[]>> records, Runnable sent) {
    parcels.add(new Parcel(records, sent));
  }

  /** Leaves what is not sent within half a second: whoever delivers next says it again. */
  @Override
  public void close() {
    thread.interrupt();
    producer.close(PATIENCE);
  }

  private void run() {
    try {
      while (true) {
        Parcel parcel = parcels.take();
        while (!isSent(parcel)) {
          Thread.sleep(PAUSE);
        }
        parcel.sent().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isSent(Parcel parcel) throws InterruptedException {
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : parcel.records()) {
        sent.add(producer.send(record));
      }
      for (int i = 0; i < sent.size(); i++) {
        await(sent.get(i), parcel.records().get(i).topic());
      }
      return true;
    } catch (InterruptException e) {
      throw (InterruptedException) new InterruptedException("the outbox closes").initCause(e);
    } catch (ExecutionException | KafkaException e) {
      log.atWarn()
          .addKeyValue("topic", parcel.records().getFirst().topic())
          .setCause(e)
          .log("Kafka did not take what the notifier has to say; it is said again");
      return false;
    }
  }

  private static void await(Future<RecordMetadata> sent, String topic)
      throws InterruptedException, ExecutionException {
    try {
      sent.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RecordTooLargeException)) {
        throw e;
      }
      log.atError()
          .addKeyValue("topic", topic)
          .setCause(e.getCause())
          .log("A record is larger than its topic takes and is left out: raise max.message.bytes");
    }
  }
}
