package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Run;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/** How a run ended, for a person's eyes. */
final class RunText {
  private RunText() {}

  static void print(Run run, PrintWriter out) {
    Instant startedAt = run.startedAt();
    String took =
        startedAt == null || run.phase().equals(Run.SKIPPED)
            ? ""
            : " after " + Told.time(Duration.between(startedAt, run.at()));
    out.println(
        run.id()
            + " "
            + run.phase()
            + took
            + (run.cause() == null ? "" : " (" + run.cause() + ")")
            + (run.detail().isEmpty() ? "." : ": " + run.detail()));
    new TreeMap<>(run.figures())
        .forEach((name, value) -> out.printf("  %-28s %15s%n", name, Told.count(value)));
    out.flush();
  }

  static int exit(Run run) {
    return run.phase().equals(Run.SUCCEEDED) ? ExitCode.OK : ExitCode.WRONG;
  }
}
