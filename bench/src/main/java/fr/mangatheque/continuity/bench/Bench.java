package fr.mangatheque.continuity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * {@code bench/run [EVENTS [ROUNDS]]} or {@code bench/run scan [NAMES]}: runs benchmarks and prints
 * what came out.
 */
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("continuity-bench");
    try {
      if (arguments.length > 0 && arguments[0].equals("scan")) {
        long names = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000;
        new ScanBench(10_000, names, System.out).run(directory);
      } else {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        new IntakeBench(events, 100, 8, rounds, System.out).run(directory.resolve("broker"));
      }
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
