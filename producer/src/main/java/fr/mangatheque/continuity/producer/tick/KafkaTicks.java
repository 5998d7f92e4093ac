package fr.mangatheque.continuity.producer.tick;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends ticks to their topic, keyed by schedule. Of one thread. */
final class KafkaTicks implements TickSender {
  private static final Logger log = LoggerFactory.getLogger(KafkaTicks.class);
  private static final int HALF_MS = 5_000;
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final Producer<String, Tick> producer;
  private final String topic;

  KafkaTicks(Topic<Tick> topic, KafkaConnection kafka) {
    this.producer =
        new KafkaProducer<>(
            settings(kafka), topic.keySerde().serializer(), topic.valueSerde().serializer());
    this.topic = topic.name();
  }

  private static Map<String, Object> settings(KafkaConnection kafka) {
    Map<String, Object> all =
        new HashMap<>(
            kafka.client(Map.of(ProducerConfig.CLIENT_ID_CONFIG, kafka.instanceId() + "-ticker")));
    // A tick counts as told on the strength of these: no common property overrides them.
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, HALF_MS);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, HALF_MS);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * HALF_MS);
    return all;
  }

  @Override
  public List<Due> send(List<Due> dues, Instant firedAt) throws InterruptedException {
    Map<Due, Future<RecordMetadata>> sent = new LinkedHashMap<>();
    List<Due> kept = new ArrayList<>();
    long start = System.nanoTime();
    try {
      for (Due due : dues) {
        // while Kafka is away each send waits: those behind come again, or give way to later ones
        if (System.nanoTime() - start >= Duration.ofMillis(HALF_MS).toNanos()) {
          break;
        }
        Tick tick = tick(due, firedAt);
        sent.put(due, producer.send(new ProducerRecord<>(topic, tick.getSchedule(), tick)));
      }
      for (Map.Entry<Due, Future<RecordMetadata>> one : sent.entrySet()) {
        one.getValue().get();
        kept.add(one.getKey());
      }
    } catch (InterruptException e) {
      throw new InterruptedException("while sending ticks");
    } catch (ExecutionException | KafkaException | IllegalStateException e) {
      // An IllegalStateException is how a producer says that it was closed.
      log.atWarn()
          .addKeyValue("ticks", dues.size() - kept.size())
          .addKeyValue("cause", e.toString())
          .log("Kafka did not confirm ticks; they are sent again");
    }
    return kept;
  }

  private static Tick tick(Due due, Instant firedAt) {
    return Tick.newBuilder()
        .setSchedule(due.schedule().name().toString())
        .setDueAt(due.at())
        .setFiredAt(firedAt.truncatedTo(ChronoUnit.MILLIS))
        .setBy("")
        .build();
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
