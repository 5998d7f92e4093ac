package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.testkit.kafka.EmbeddedKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One Kafka broker in this process, which can be taken away and given back. */
final class Broker implements AutoCloseable {
  private final EmbeddedKafka kafka;

  Broker() throws Exception {
    kafka = EmbeddedKafka.start();
  }

  KafkaConnection connection(String instance) {
    return connection(instance, Map.of());
  }

  KafkaConnection connection(String instance, Map<String, String> properties) {
    return new KafkaConnection(kafka.bootstrapServers(), instance, properties);
  }

  void create(Topics topics, int partitions) {
    TopicProvisioning.ensure(
        connection("test"), topics, new TopicSettings(partitions, 1), Duration.ofSeconds(30));
  }

  void stop() {
    kafka.stop();
  }

  void startAgain() {
    kafka.startAgain();
  }

  /** All that a topic holds now, as bytes. */
  List<ConsumerRecord<byte[], byte[]>> read(Topic<?> topic) {
    return kafka.read(topic.name());
  }

  /** Offsets committed by the group that works on the copy requests, all partitions together. */
  long committed(Topics topics) throws Exception {
    try (Admin admin = Admin.create(connection("admin").client(Map.of()))) {
      return admin
          .listConsumerGroupOffsets(RequestConsumer.group(topics))
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(offset -> offset == null ? 0 : offset.offset())
          .sum();
    }
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }
}
