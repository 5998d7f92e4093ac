package fr.mangatheque.continuity.bench;

import fr.mangatheque.continuity.app.broker.EmbeddedBroker;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A process with an embedded broker and the topics of an installation, nothing else. */
final class BrokerServer {
  private BrokerServer() {}

  /** Tells its address; ends with its input. */
  public static void main(String[] arguments) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0);
        WireSerdes serdes = WireSerdes.open(Optional.empty())) {
      KafkaConnection kafka = new KafkaConnection(broker.bootstrapServers(), "bench", Map.of());
      TopicProvisioning.ensure(
          kafka, Topics.of("", serdes), new TopicSettings(12, 1), Duration.ofSeconds(30));
      System.out.println("=" + broker.bootstrapServers());
      while (System.in.read() >= 0) {}
    }
  }
}
