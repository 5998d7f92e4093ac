package fr.mangatheque.continuity.app.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How the embedded broker is set up: one node, for one process, in little memory.
 *
 * @param directory where it keeps its records
 */
record BrokerSettings(Path directory, int port, int controllerPort) {
  /** Records lie in the system's cache for so long at most before they are forced to disk. */
  static final Duration FLUSH_AFTER = Duration.ofSeconds(3);

  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";
  private static final String HOST = "127.0.0.1";
  private static final String CLIENTS = "CLIENTS";

  String bootstrapServers() {
    return HOST + ":" + port;
  }

  Map<String, String> properties() {
    Map<String, String> all = new HashMap<>();
    all.putAll(node());
    all.putAll(internalTopics());
    all.putAll(pace());
    all.putAll(memory());
    return all;
  }

  private Map<String, String> node() {
    String listeners =
        CLIENTS
            + "://"
            + bootstrapServers()
            + ","
            + CONTROLLER
            + "://"
            + HOST
            + ":"
            + controllerPort;
    return Map.of(
        "node.id",
        String.valueOf(NODE),
        "process.roles",
        "broker,controller",
        "log.dirs",
        directory.toString(),
        "listeners",
        listeners,
        "advertised.listeners",
        CLIENTS + "://" + bootstrapServers(),
        "listener.security.protocol.map",
        CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
        "inter.broker.listener.name",
        CLIENTS,
        "controller.listener.names",
        CONTROLLER,
        "controller.quorum.voters",
        NODE + "@" + HOST + ":" + controllerPort,
        "auto.create.topics.enable",
        "false");
  }

  private static Map<String, String> internalTopics() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "4",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "share.coordinator.state.topic.num.partitions", "1",
        "default.replication.factor", "1",
        "min.insync.replicas", "1");
  }

  /**
   * A broker without a peer has nobody to give its partitions to: a machine that stands still for
   * some seconds is no reason to take them from it.
   */
  private static Map<String, String> pace() {
    return Map.of(
        "broker.session.timeout.ms", "60000",
        "broker.heartbeat.interval.ms", "500",
        "group.initial.rebalance.delay.ms", "0",
        "group.min.session.timeout.ms", "1000",
        "log.flush.interval.ms", String.valueOf(FLUSH_AFTER.toMillis()),
        "log.flush.scheduler.interval.ms", "1000",
        "num.recovery.threads.per.data.dir", "2");
  }

  private static Map<String, String> memory() {
    return Map.of(
        "num.network.threads",
        "2",
        "num.io.threads",
        "4",
        "background.threads",
        "2",
        "group.coordinator.threads",
        "1",
        "share.coordinator.threads",
        "1",
        "log.cleaner.dedupe.buffer.size",
        String.valueOf(8 << 20),
        "log.cleaner.io.buffer.size",
        String.valueOf(256 << 10),
        "log.segment.bytes",
        String.valueOf(64 << 20),
        "log.index.size.max.bytes",
        String.valueOf(1 << 20),
        "transaction.state.log.segment.bytes",
        String.valueOf(16 << 20));
  }
}
