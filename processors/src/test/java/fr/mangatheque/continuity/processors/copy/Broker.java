package fr.mangatheque.continuity.processors.copy;

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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** One Kafka broker in this process, which can be taken away and given back. */
final class Broker implements AutoCloseable {
  private final KafkaClusterTestKit cluster;

  Broker() throws Exception {
    cluster =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder().setNumControllerNodes(1).setNumBrokerNodes(1).build())
            .setConfigProp("auto.create.topics.enable", "false")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("offsets.topic.replication.factor", "1")
            .build();
    cluster.format();
    cluster.startup();
    cluster.waitForReadyBrokers();
  }

  KafkaConnection connection(String instance) {
    return new KafkaConnection(cluster.bootstrapServers(), instance, Map.of());
  }

  void create(Topics topics, int partitions) {
    TopicProvisioning.ensure(
        connection("test"), topics, new TopicSettings(partitions, 1), Duration.ofSeconds(30));
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

  /** All that a topic holds now, as bytes. */
  List<ConsumerRecord<byte[], byte[]>> read(Topic<?> topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection("reader").client(Map.of("auto.offset.reset", "earliest")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
      return all;
    }
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
    cluster.close();
  }
}
