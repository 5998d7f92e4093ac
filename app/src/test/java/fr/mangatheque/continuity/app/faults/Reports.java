package fr.mangatheque.continuity.app.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All runs of this process as a table for docs/GUARANTEES.md, in {@code target/faults.md}. */
final class Reports {
  private static final Path FILE = Path.of("target", "faults.md");
  private static final List<RunReport> REPORTS = new ArrayList<>();

  private Reports() {}

  /** Adds a run and writes the table anew. */
  static synchronized void add(RunReport report) throws IOException {
    REPORTS.add(report);
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, table(REPORTS));
  }

  static String table(List<RunReport> reports) {
    StringBuilder table =
        new StringBuilder(
            """
            | seed | faults, how often each struck | changes | events | objects | versions | markers | read back | incidents | lost |
            | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
            """);
    for (RunReport report : reports) {
      table.append(
          "| %d | %s | %d | %d | %d | %d | %d | %.1f MiB | %d | %s |\n"
              .formatted(
                  report.schedule().seed(),
                  words(report.hits()),
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

  private static String words(Map<FaultKind, Integer> hits) {
    return hits.entrySet().stream()
        .map(hit -> hit.getKey().words() + " " + hit.getValue())
        .collect(Collectors.joining(", "));
  }
}
