package fr.mangatheque.continuity.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.app.broker.EmbeddedBroker;
import fr.mangatheque.continuity.processors.ledger.Ledger;
import fr.mangatheque.continuity.processors.ledger.LedgerPolicy;
import fr.mangatheque.continuity.processors.ledger.LedgerSettings;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The process that is measured: an embedded broker and a ledger, nothing else. */
final class LedgerServer {
  static final String SOURCE = "uploads";
  static final int PARTITIONS = 12;

  private LedgerServer() {}

  /**
   * Tells its broker; then, for each line it reads: its CPU nanoseconds so far for {@code cpu}, its
   * peak resident memory in kB for {@code memory}, whether the ledger runs for {@code running}, and
   * else what the counter of that name stands at.
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        WireSerdes serdes = WireSerdes.open(Optional.empty())) {
      Topics topics = Topics.of("", serdes);
      KafkaConnection kafka = new KafkaConnection(broker.bootstrapServers(), "bench", Map.of());
      TopicProvisioning.ensure(
          kafka, topics, new TopicSettings(PARTITIONS, 1), Duration.ofSeconds(30));
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      LedgerSettings settings =
          new LedgerSettings(
              Set.of(SOURCE),
              PARTITIONS,
              LedgerSettings.window(64, PARTITIONS),
              LedgerPolicy.DEFAULT,
              directory.resolve("ledger"),
              Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4),
              null);
      DeadLetters deadLetters = new DeadLetters(topics, InstantSource.system());
      try (Ledger ledger = new Ledger(settings, topics, kafka, deadLetters, registry)) {
        ledger.start();
        System.out.println("=" + broker.bootstrapServers());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          System.out.println(
              "="
                  + switch (line) {
                    case "cpu" -> Cpu.nanos();
                    case "memory" -> Memory.peakKilobytes();
                    case "running" -> ledger.isRunning() ? 1 : 0;
                    default -> count(registry, line);
                  });
        }
      }
    }
  }

  private static long count(SimpleMeterRegistry registry, String counter) {
    return (long) registry.find(counter).counters().stream().mapToDouble(Counter::count).sum();
  }
}
