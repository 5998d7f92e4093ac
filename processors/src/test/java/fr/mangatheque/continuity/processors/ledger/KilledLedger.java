package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ledger in a process of its own, that lives until it is killed. */
final class KilledLedger {
  private KilledLedger() {}

  static Process start(String bootstrapServers, String prefix, int partitions, Path directory)
      throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx160m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            KilledLedger.class.getName(),
            bootstrapServers,
            prefix,
            String.valueOf(partitions),
            directory.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolveSibling("killed.log").toFile())
        .start();
  }

  public static void main(String[] args) {
    open(args[0], args[1], Integer.parseInt(args[2]), Path.of(args[3]), "one", null).start();
  }

  static Ledger open(
      String bootstrapServers,
      String prefix,
      int partitions,
      Path directory,
      String instance,
      @Nullable String advertised) {
    Topics topics = Topics.of(prefix, WireSerdes.open(Optional.empty()));
    return new Ledger(
        new LedgerSettings(
            Set.of("covers", "uploads"),
            partitions,
            8,
            LedgerPolicy.DEFAULT,
            directory,
            1,
            advertised),
        topics,
        new KafkaConnection(bootstrapServers, instance, Map.of()),
        new DeadLetters(topics, InstantSource.system()),
        new SimpleMeterRegistry());
  }
}
