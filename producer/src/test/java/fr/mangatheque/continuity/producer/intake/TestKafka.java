package fr.mangatheque.continuity.producer.intake;

import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.testkit.kafka.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** One broker in this process, which can be taken away and given back. */
public final class TestKafka implements AutoCloseable {
  private final EmbeddedKafka kafka;

  public TestKafka() throws Exception {
    kafka = EmbeddedKafka.start();
  }

  public KafkaConnection connection() {
    return new KafkaConnection(kafka.bootstrapServers(), "test", Map.of());
  }

  public void create(Topic<?> topic, int partitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(connection().client(Map.of()))) {
      admin.createTopics(List.of(new NewTopic(topic.name(), partitions, (short) 1))).all().get();
      // A leader that is not there yet refuses the first batch of a producer and takes the second.
      Map<TopicPartition, OffsetSpec> led = new HashMap<>();
      for (int i = 0; i < partitions; i++) {
        led.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
      }
      await()
          .ignoreExceptions()
          .until(() -> admin.listOffsets(led).all().get().size() == partitions);
    }
  }

  public void stop() {
    kafka.stop();
  }

  public void startAgain() {
    kafka.startAgain();
  }

  /** All that the topic holds now. */
  public <V> List<ConsumerRecord<String, V>> read(Topic<V> topic) {
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(
            connection().client(Map.of("auto.offset.reset", "earliest")),
            topic.keySerde().deserializer(),
            topic.valueSerde().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, V>> all = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
      return all;
    }
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }
}
