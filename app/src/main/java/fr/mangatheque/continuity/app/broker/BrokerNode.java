package fr.mangatheque.continuity.app.broker;

import fr.mangatheque.continuity.app.polling.Polling;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A Kafka server that is broker and controller, as {@link KafkaRaftServer} is, but for its start:
 * the controller first forgets the broker of before, then the broker starts.
 *
 * <p>Else, after a kill, the broker takes itself for the leader that it was, begins to end the
 * transactions that were being committed, and loses its leadership as the controller notices. The
 * markers of those transactions are then dropped (KAFKA-20734, Kafka 4.3 and 4.4), their records
 * never become readable, and whoever wrote them stands still for ever.
 */
final class BrokerNode {
  private static final Logger log = LoggerFactory.getLogger(BrokerNode.class);
  private static final Polling UNTIL_IT_LEADS = new Polling(Duration.ofMillis(20), 3_000);

  private final ControllerServer controller;
  private final BrokerServer broker;

  private BrokerNode(ControllerServer controller, BrokerServer broker) {
    this.controller = controller;
    this.broker = broker;
  }

  /** Starts one; blocks until it takes records. */
  static BrokerNode start(KafkaConfig config) throws InterruptedException {
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
        KafkaRaftServer.initializeLogDirs(config, log, "");
    MetaPropertiesEnsemble properties = directories._1();
    QuorumConfig quorum = config.quorumConfig();
    SharedServer shared =
        new SharedServer(
            config,
            properties,
            Time.SYSTEM,
            Server.initializeMetrics(config, Time.SYSTEM, properties.clusterId().orElseThrow()),
            CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
            QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
            new StandardFaultHandlerFactory(),
            ServerSocketFactory.INSTANCE);
    BrokerServer broker = new BrokerServer(shared);
    ControllerServer controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    BrokerNode node = new BrokerNode(controller, broker);
    try {
      controller.startup();
      node.forgetTheBrokerOfBefore();
      broker.startup();
      return node;
    } catch (InterruptedException | RuntimeException | Error e) {
      node.shutdown();
      throw e;
    }
  }

  private void forgetTheBrokerOfBefore() throws InterruptedException {
    boolean forgotten = UNTIL_IT_LEADS.until(it -> it, forget(), this::forget);
    if (!forgotten) {
      throw new IllegalStateException("the embedded broker's controller does not begin to lead");
    }
  }

  /** False if the controller does not lead yet. */
  private boolean forget() {
    ControllerRequestContext context =
        new ControllerRequestContext(
            new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
    try {
      controller.controller().unregisterBroker(context, BrokerSettings.NODE).join();
      return true;
    } catch (CompletionException e) {
      return switch (e.getCause()) {
        case BrokerIdNotRegisteredException _ -> true;
        case NotControllerException _ -> false;
        case null, default -> throw e;
      };
    }
  }

  /** Ends it; returns when all is on disk. */
  void shutdown() {
    broker.shutdown();
    controller.shutdown();
    broker.awaitShutdown();
    controller.awaitShutdown();
  }
}
