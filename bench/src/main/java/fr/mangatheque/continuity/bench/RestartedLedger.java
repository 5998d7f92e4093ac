package fr.mangatheque.continuity.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.processors.ledger.Ledger;
import fr.mangatheque.continuity.processors.ledger.LedgerPolicy;
import fr.mangatheque.continuity.processors.ledger.LedgerSettings;
import fr.mangatheque.continuity.processors.ledger.SourceStanding;
import fr.mangatheque.continuity.processors.ledger.Standing;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The process that is measured: a ledger, nothing else. */
final class RestartedLedger {
  static final String SOURCE = "uploads";
  static final int PARTITIONS = 12;
  private static final int WINDOW = 64;

  private RestartedLedger() {}

  /**
   * Tells, for each line it reads: partitions that answer, objects, pending ones, and its peak
   * resident memory in KB.
   */
  public static void main(String[] arguments) throws Exception {
    try (WireSerdes serdes = WireSerdes.open(Optional.empty())) {
      Topics topics = Topics.of("", serdes);
      LedgerSettings settings =
          new LedgerSettings(
              Set.of(SOURCE),
              PARTITIONS,
              WINDOW,
              LedgerPolicy.DEFAULT,
              Path.of(arguments[1]),
              1,
              null);
      KafkaConnection kafka = new KafkaConnection(arguments[0], "bench", Map.of());
      DeadLetters deadLetters = new DeadLetters(topics, InstantSource.system());
      try (Ledger ledger =
          new Ledger(settings, topics, kafka, deadLetters, new SimpleMeterRegistry())) {
        ledger.start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        while (lines.readLine() != null) {
          Standing standing = Standing.of(PARTITIONS, ledger.standing());
          SourceStanding sum = standing.sources().getOrDefault(SOURCE, SourceStanding.EMPTY);
          System.out.println(
              "=%d %d %d %d"
                  .formatted(
                      PARTITIONS - standing.missing().size(),
                      sum.objects(),
                      sum.pending(),
                      peak()));
        }
      }
    }
  }

  private static long peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(-1);
  }
}
