package fr.mangatheque.continuity.app.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runs of each test class as a table for docs/GUARANTEES.md, in {@code target/faults/CLASS.md}.
 */
final class Reports {
  private static final Path DIRECTORY = Path.of("target", "faults");
  private static final Map<String, List<RunReport>> REPORTS = new HashMap<>();

  private Reports() {}

  /** Adds a run and writes the table anew. */
  static synchronized void add(Class<?> of, RunReport report) throws IOException {
    List<RunReport> all = REPORTS.computeIfAbsent(of.getSimpleName(), _ -> new ArrayList<>());
    all.add(report);
    Files.createDirectories(DIRECTORY);
    Files.writeString(DIRECTORY.resolve(of.getSimpleName() + ".md"), table(all));
  }

  /** Keeps what the processes of a run said, for whoever asks why it did not end well. */
  static void keepLogs(Path directory, Schedule schedule) throws IOException {
    Files.createDirectories(DIRECTORY);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        String name = "seed-" + schedule.seed() + "-" + log.getFileName();
        Files.copy(log, DIRECTORY.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  static String table(List<RunReport> reports) {
    StringBuilder table =
        new StringBuilder(
            """
            | seed | from which second of the schedule which fault, and how often it struck | changes | events | objects | versions | markers | read back | incidents | lost |
            | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
            """);
    for (RunReport report : reports) {
      table.append(
          "| %d | %s | %d | %d | %d | %d | %d | %.1f MiB | %d | %s |\n"
              .formatted(
                  report.schedule().seed(),
                  words(report),
                  report.states(),
                  report.events(),
                  report.verdict().objects(),
                  report.verdict().versions(),
                  report.verdict().markers(),
                  report.verdict().bytes() / 1048576.0,
                  report.incidents().size(),
                  report.findings().isEmpty()
                      ? "nothing"
                      : report.findings().size() + " findings"));
    }
    Map<FaultKind, Integer> sums = new TreeMap<>();
    reports.forEach(
        report -> report.hits().forEach((kind, hits) -> sums.merge(kind, hits, Integer::sum)));
    table.append("\n| fault | struck |\n| --- | ---: |\n");
    sums.forEach((kind, hits) -> table.append("| %s | %d |\n".formatted(kind.words(), hits)));
    return table.toString();
  }

  private static String words(RunReport report) {
    return report.schedule().moves().stream()
        .filter(Move.Begin.class::isInstance)
        .map(Move.Begin.class::cast)
        .map(
            begin ->
                "%.1f: %s, %d"
                    .formatted(
                        begin.at() / 1000.0,
                        begin.kind().words(),
                        report.hits().getOrDefault(begin.kind(), 0)))
        .collect(Collectors.joining("; "));
  }
}
