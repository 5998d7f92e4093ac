package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ConfigFile;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.SourceSettings;
import fr.mangatheque.continuity.app.operator.answer.AnswerJson;
import fr.mangatheque.continuity.processors.drill.DrillHistory;
import fr.mangatheque.continuity.processors.drill.DrillReport;
import fr.mangatheque.continuity.processors.drill.DrillReports;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The drills there were, from the backup's bucket alone. */
@Command(
    name = "list",
    description = {
      "Lists the drills there were, from the backup's bucket alone: no pipeline needs to run. Ends"
          + " with 0 if the last one of each source passed, else 5."
    })
final class DrillListCommand implements Callable<Integer> {
  private static final int MOST = 1_000;

  @Spec private CommandSpec spec;

  @Mixin private ConfigFile file;

  @Option(
      names = {"-s", "--source"},
      paramLabel = "SOURCE",
      description = "Only of this source.")
  private @Nullable String source;

  @Option(names = "--json", description = "Answer as JSON, for scripts.")
  private boolean json;

  /**
   * Drills of a source.
   *
   * @param drills the latest first
   * @param unreadable names of reports that this version does not understand
   */
  record OfSource(String source, List<DrillReport> drills, List<String> unreadable) {}

  /** All that was found. */
  record Found(List<OfSource> sources) {}

  @Override
  public Integer call() throws Exception {
    List<OfSource> found =
        chosen(file.load().configuration().sources()).entrySet().stream()
            .map(of -> drills(of.getKey(), of.getValue()))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(AnswerJson.pretty(new Found(found)));
      out.flush();
    } else {
      print(found, out);
    }
    boolean passed =
        found.stream()
            .filter(of -> !of.drills().isEmpty())
            .allMatch(of -> of.drills().getFirst().passed());
    return passed ? ExitCode.OK : ExitCode.WRONG;
  }

  private Map<String, SourceSettings> chosen(Map<String, SourceSettings> sources) {
    if (source == null) {
      return sources;
    }
    SourceSettings one = sources.get(source);
    if (one == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "there is no source '%s'; there are: %s"
              .formatted(source, String.join(", ", sources.keySet())));
    }
    Map<String, SourceSettings> only = new LinkedHashMap<>();
    only.put(source, one);
    return only;
  }

  private static OfSource drills(String name, SourceSettings settings) {
    try (S3ObjectStore backup = S3ObjectStore.open(settings.backup(), InstantSource.system())) {
      DrillHistory history = new DrillReports(backup, backup, settings.layout()).last(MOST);
      return new OfSource(name, history.reports().reversed(), history.unreadable());
    }
  }

  private static void print(List<OfSource> found, PrintWriter out) {
    if (found.stream().allMatch(of -> of.drills().isEmpty())) {
      out.println("There was no drill yet.");
    } else {
      Table table =
          new Table(
              "lllrrll",
              "SOURCE",
              "BEGUN",
              "EXTENT",
              "OBJECTS",
              "RECOVERY TIME",
              "POINT",
              "OUTCOME");
      for (OfSource of : found) {
        for (DrillReport drill : of.drills()) {
          table.row(
              of.source(),
              drill.at().truncatedTo(ChronoUnit.SECONDS).toString(),
              drill.extent(),
              Told.count(drill.restored().objects()),
              measured(drill.recoveryTime()),
              measured(drill.recoveryPoint()),
              drill.outcome() + (drill.passed() ? "" : ": " + Told.key(drill.summary())));
        }
      }
      table.print(out);
    }
    for (OfSource of : found) {
      of.unreadable()
          .forEach(name -> out.println("Not understood by this version: " + Told.key(name)));
    }
    out.flush();
  }

  private static String measured(DrillReport.Measured of) {
    Long ms = of.ms();
    return ms == null
        ? Told.NONE
        : (of.estimated() ? "~" : "") + Told.time(Duration.ofMillis(ms)) + (of.over() ? " !" : "");
  }
}
