package fr.mangatheque.continuity.bench;

import fr.mangatheque.continuity.app.broker.EmbeddedBroker;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long a ledger with many entries takes to answer for all of them again, after kill -9 and
 * after an orderly end, its state directory kept.
 */
final class LedgerRestart {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final List<String> JVM = List.of("-Xmx256m");

  private static final Instant STARTED_AT = Instant.parse("2026-05-04T03:02:01Z");

  private final int objects;
  private final Path directory;
  private final String bootstrapServers;
  private final PrintStream out;

  private LedgerRestart(int objects, Path directory, String bootstrapServers, PrintStream out) {
    this.objects = objects;
    this.directory = directory;
    this.bootstrapServers = bootstrapServers;
    this.out = out;
  }

  /**
   * Fills a ledger and measures.
   *
   * @param directory of the broker's records and the ledger's stores
   */
  static void run(int objects, Path directory, PrintStream out) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        WireSerdes serdes = WireSerdes.open(Optional.empty())) {
      Topics topics = Topics.of("", serdes);
      KafkaConnection kafka = new KafkaConnection(broker.bootstrapServers(), "bench", Map.of());
      TopicProvisioning.ensure(
          kafka, topics, new TopicSettings(RestartedLedger.PARTITIONS, 1), Duration.ofSeconds(30));
      new LedgerRestart(objects, directory, broker.bootstrapServers(), out).run();
    }
  }

  private void run() throws Exception {
    Child filling = start();
    long began = System.nanoTime();
    try (Child load =
        Child.start(
            LedgerLoad.class,
            List.of("-Xmx256m"),
            List.of(
                bootstrapServers,
                "rebuilt",
                String.valueOf(objects),
                String.valueOf(STARTED_AT.toEpochMilli())))) {
      // it says when it begins, and when all is told
      load.answer();
      load.answer();
    }
    String full = awaitAll(filling, began);
    tell("filled with %,d objects".formatted(objects), began, full);
    filling.kill();
    measure("after kill -9").close();
    measure("after an orderly end").close();
  }

  private Child measure(String when) throws Exception {
    long began = System.nanoTime();
    Child child = start();
    tell("answers for all again " + when, began, awaitAll(child, began));
    return child;
  }

  private void tell(String what, long began, String answer) {
    double seconds = (System.nanoTime() - began) / 1e9;
    out.printf("%s: %.1f s, peak resident %s KB%n", what, seconds, answer.split(" ")[3]);
  }

  private Child start() throws Exception {
    Path state = Files.createDirectories(directory.resolve("state"));
    return Child.start(RestartedLedger.class, JVM, List.of(bootstrapServers, state.toString()));
  }

  private String awaitAll(Child child, long began) throws Exception {
    String all = "%d %d 0 ".formatted(RestartedLedger.PARTITIONS, objects);
    while (System.nanoTime() - began < PATIENCE.toNanos()) {
      String answer = child.ask("how");
      if (answer.startsWith(all)) {
        return answer;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("the ledger does not come to %,d objects".formatted(objects));
  }
}
