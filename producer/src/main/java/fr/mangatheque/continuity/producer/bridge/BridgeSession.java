package fr.mangatheque.continuity.producer.bridge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of one consumer: takes records, has them settled batch after batch in their order, and
 * commits what is settled. What cannot be settled is tried again, and nothing else taken meanwhile;
 * the consumer stays in its group, however long that lasts. Owned by one thread.
 */
final class BridgeSession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BridgeSession.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration COMMIT = Duration.ofSeconds(2);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final RecordReader reader;
  private final Desk desk;
  private final Backoff backoff = new Backoff();
  private final Consumer<BridgeHealth> health;

  /** Fetched and not settled, in the order of their partitions. */
  private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();

  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

  /** Subscribes {@code consumer}, and closes it in the end. */
  BridgeSession(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      String topic,
      RecordReader reader,
      Desk desk,
      Consumer<BridgeHealth> health) {
    this.consumer = consumer;
    this.reader = reader;
    this.desk = desk;
    this.health = health;
    consumer.subscribe(List.of(topic), new Handover());
  }

  /**
   * Takes what is there, and settles a batch of it.
   *
   * @throws KafkaException if it cannot go on, and must be begun anew
   */
  void turn() throws InterruptedException {
    fetch();
    if (!waiting.isEmpty() && backoff.isOver()) {
      settle();
    }
    commit();
  }

  private void fetch() {
    if (waiting.isEmpty()) {
      consumer.resume(consumer.paused());
    } else {
      consumer.pause(consumer.assignment());
    }
    boolean busy = !waiting.isEmpty() && backoff.isOver();
    consumer.poll(busy ? Duration.ZERO : POLL).forEach(waiting::add);
  }

  private void settle() throws InterruptedException {
    Batch batch = new Batch(backoff.failures());
    for (ConsumerRecord<byte[], byte[]> record : waiting) {
      batch.add(record, reader.read(record));
      if (batch.isFull()) {
        break;
      }
    }
    try {
      desk.settle(batch);
    } catch (KafkaException e) {
      Duration wait = backoff.failed();
      if (backoff.failures() == 1) {
        log.atWarn()
            .addKeyValue("cause", e.getMessage())
            .log("Events of the JSON topic cannot be passed on: they wait and are tried again");
      }
      health.accept(new BridgeHealth(false, e.getMessage() + "; tried again in " + wait));
      return;
    }
    if (backoff.succeeded()) {
      log.atInfo().log("Events of the JSON topic are passed on again");
      health.accept(BridgeHealth.RUNNING);
    }
    for (Batch.Read settled : batch.all()) {
      ConsumerRecord<byte[], byte[]> record = settled.record();
      uncommitted.put(
          partition(record), new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
      waiting.remove();
    }
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private void commit() {
    if (uncommitted.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(Map.copyOf(uncommitted), COMMIT);
      uncommitted.clear();
    } catch (RetriableException | RebalanceInProgressException e) {
      // The next turn says the same, or more.
      log.atDebug().setCause(e).log("Offsets are committed later");
    }
  }

  @Override
  public void close() {
    try {
      lastCommit();
    } finally {
      consumer.close(CloseOptions.timeout(COMMIT));
    }
  }

  private void lastCommit() {
    try {
      commit();
    } catch (KafkaException e) {
      log.atInfo().setCause(e).log("Partitions were given back without a last commit");
    }
  }

  private void forget(Collection<TopicPartition> partitions) {
    waiting.removeIf(record -> partitions.contains(partition(record)));
    uncommitted.keySet().removeAll(partitions);
  }

  private final class Handover implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (backoff.failures() == 0) {
        health.accept(BridgeHealth.RUNNING);
      }
      log.atDebug().addKeyValue("partitions", partitions.size()).log("Partitions assigned");
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      lastCommit();
      forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      forget(partitions);
    }
  }
}
