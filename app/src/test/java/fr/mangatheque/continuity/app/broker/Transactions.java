package fr.mangatheque.continuity.app.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** Many who write to all partitions of a topic in one transaction after the other. */
final class Transactions implements AutoCloseable {
  private static final int WRITERS = 12;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> committed = new ConcurrentLinkedQueue<>();
  private final String servers;

  Transactions(String servers) {
    this.servers = servers;
  }

  /** They write until the broker is gone. */
  void begin() {
    IntStream.range(0, WRITERS).forEach(writer -> threads.execute(() -> write(writer)));
  }

  private void write(int writer) {
    try (KafkaProducer<String, String> producer = producer(writer)) {
      try {
        producer.initTransactions();
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
          commit(producer, writer + "/" + i);
        }
      } catch (KafkaException e) {
        producer.close(Duration.ZERO); // the broker is gone
      }
    }
  }

  private void commit(KafkaProducer<String, String> producer, String name) {
    producer.beginTransaction();
    for (int partition = 0; partition < Records.PARTITIONS; partition++) {
      var _ = producer.send(new ProducerRecord<>(Records.TOPIC, partition, name, name));
    }
    producer.commitTransaction();
    committed.add(name);
  }

  private KafkaProducer<String, String> producer(int writer) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            servers,
            "transactional.id",
            "writer-" + writer,
            "transaction.timeout.ms",
            "5000",
            "max.block.ms",
            "10000"),
        new StringSerializer(),
        new StringSerializer());
  }

  /** What they were told is committed, so far. */
  List<String> committed() {
    return List.copyOf(committed);
  }

  /** Partitions in which a transaction has not ended. */
  static List<TopicPartition> open(String servers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      return admin.describeProducers(Records.partitions()).all().get().entrySet().stream()
          .filter(
              partition ->
                  partition.getValue().activeProducers().stream()
                      .anyMatch(producer -> producer.currentTransactionStartOffset().isPresent()))
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
