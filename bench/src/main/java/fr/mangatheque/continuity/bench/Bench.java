package fr.mangatheque.continuity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * {@code bench/run [EVENTS [ROUNDS]]} measures the intake, {@code bench/run ledger [OBJECTS]} the
 * ledger, {@code bench/run scan [NAMES]} listings, {@code bench/run restart [OBJECTS]} a ledger
 * that starts anew, {@code bench/run restore [OBJECTS [PAIRS]]} a restore beside rclone; prints
 * what came out.
 */
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("ledger")) {
      ledger(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000);
      return;
    }
    Path directory = Files.createTempDirectory("continuity-bench");
    try {
      if (arguments.length > 0 && arguments[0].equals("restore")) {
        int objects = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        int pairs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        var _ = new RestoreBench(objects, pairs, System.out).run(directory);
      } else if (arguments.length > 0 && arguments[0].equals("scan")) {
        long names = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000;
        new ScanBench(10_000, names, System.out).run(directory);
      } else if (arguments.length > 0 && arguments[0].equals("restart")) {
        int objects = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        LedgerRestart.run(objects, directory, System.out);
      } else {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        new IntakeBench(events, 100, 8, rounds, System.out).run(directory.resolve("broker"));
      }
    } finally {
      delete(directory);
    }
  }

  /** Beside a ledger of few objects, to compare the memory. */
  private static void ledger(int objects) throws Exception {
    LedgerBench.Result few = ledger(10_000, "few");
    LedgerBench.Result many = ledger(objects, "many");
    System.out.printf(
        "peak memory of %,d objects: %.2f times that of 10,000%n",
        objects, (double) many.peakKilobytes() / few.peakKilobytes());
  }

  private static LedgerBench.Result ledger(int objects, String name) throws Exception {
    Path directory = Files.createTempDirectory("continuity-bench-" + name);
    try {
      return new LedgerBench(objects, System.out).run(directory);
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
