package fr.mangatheque.continuity.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.app.broker.EmbeddedBroker;
import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.Intake;
import fr.mangatheque.continuity.producer.intake.IntakeSettings;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The process that is measured: an embedded broker and an intake, nothing else. */
final class IntakeServer {
  static final String SOURCE = "uploads";

  /** What the topics of the peer start with. */
  static final String PEER = "peer-";

  static final String TOKEN = "bench-bench-bench-bench";

  private IntakeServer() {}

  /** Tells its broker and port; then, for each line it reads, its CPU nanoseconds so far. */
  public static void main(String[] arguments) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0);
        WireSerdes serdes = WireSerdes.open(Optional.empty())) {
      Topics topics = Topics.of("", serdes);
      KafkaConnection kafka = new KafkaConnection(broker.bootstrapServers(), "bench", Map.of());
      TopicSettings settings = new TopicSettings(12, 1);
      TopicProvisioning.ensure(kafka, topics, settings, Duration.ofSeconds(30));
      TopicProvisioning.ensure(kafka, Topics.of(PEER, serdes), settings, Duration.ofSeconds(30));
      IntakeSettings intakeSettings =
          IntakeSettings.of("127.0.0.1", 0, List.of(Credential.token("bench", TOKEN)));
      try (Intake intake =
          new Intake(
              intakeSettings,
              KnownSources.named(Set.of(SOURCE)),
              topics,
              kafka,
              new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
              List.of(),
              InstantSource.system())) {
        intake.start();
        System.out.println("=" + broker.bootstrapServers() + " " + intake.port());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        while (lines.readLine() != null) {
          System.out.println("=" + Cpu.nanos());
        }
      }
    }
  }
}
