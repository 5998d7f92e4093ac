package fr.mangatheque.continuity.notifier;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** One Kafka broker in this process, on loopback and a free port. */
final class TestBroker implements AutoCloseable {
  private final KafkaClusterTestKit cluster;
  private final KafkaProducer<byte[], byte[]> producer;

  TestBroker() throws Exception {
    cluster =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder().setNumControllerNodes(1).setNumBrokerNodes(1).build())
            .setConfigProp("auto.create.topics.enable", "false")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("transaction.state.log.num.partitions", "1")
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .build();
    cluster.format();
    cluster.startup();
    cluster.waitForReadyBrokers();
    producer =
        new KafkaProducer<>(
            connection().client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
  }

  KafkaConnection connection() {
    return new KafkaConnection(cluster.bootstrapServers(), "test-1", Map.of());
  }

  void stop() {
    broker().shutdown();
    broker().awaitShutdown();
  }

  void startAgain() {
    broker().startup();
  }

  private BrokerServer broker() {
    return cluster.brokers().values().iterator().next();
  }

  void create(Topics topics) {
    TopicProvisioning.ensure(connection(), topics, new TopicSettings(2, 1), Duration.ofSeconds(30));
  }

  /** Returns once it is acknowledged. */
  <V> void send(Topic<V> topic, String key, V value) throws Exception {
    send(topic, key, topic.valueSerde().serializer().serialize(topic.name(), value));
  }

  void send(Topic<?> topic, String key, byte[] value) throws Exception {
    byte[] keyBytes = topic.keySerde().serializer().serialize(topic.name(), key);
    producer.send(new ProducerRecord<>(topic.name(), keyBytes, value)).get();
  }

  /** All that is committed to a topic now. */
  <V> List<V> read(Topic<V> topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection()
                .client(
                    Map.of("auto.offset.reset", "earliest", "isolation.level", "read_committed")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<V> all = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                it ->
                    all.add(topic.valueSerde().deserializer().deserialize(it.topic(), it.value())));
      }
      return all;
    }
  }

  @Override
  public void close() throws Exception {
    producer.close();
    cluster.close();
  }
}
