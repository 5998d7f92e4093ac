package fr.mangatheque.continuity.schemas;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A Kafka cluster in this process, on loopback and free ports. */
public final class Brokers implements AutoCloseable {
  private final KafkaClusterTestKit cluster;

  private Brokers(KafkaClusterTestKit cluster) {
    this.cluster = cluster;
  }

  public static Brokers start(int count) throws Exception {
    Map<Integer, Map<String, String>> perServer = new TreeMap<>();
    TestKitNodes nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumControllerNodes(1)
            .setNumBrokerNodes(count)
            .setPerServerProperties(perServer)
            .build();
    String copies = String.valueOf(Math.min(count, 3));
    KafkaClusterTestKit cluster =
        new KafkaClusterTestKit.Builder(nodes)
            .setConfigProp("auto.create.topics.enable", "false")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("offsets.topic.replication.factor", copies)
            .setConfigProp("transaction.state.log.num.partitions", "1")
            .setConfigProp("transaction.state.log.replication.factor", copies)
            .setConfigProp("transaction.state.log.min.isr", "1")
            .build();
    cluster.format();
    cluster.startup();
    cluster.waitForReadyBrokers();
    return new Brokers(cluster);
  }

  public KafkaConnection connection() {
    return new KafkaConnection(cluster.bootstrapServers(), "test-1", Map.of());
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
