package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Silence;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Tells who did not answer. */
final class Silences {
  private Silences() {}

  /** Tells a person; for scripts they stand in the JSON. */
  static void print(List<Silence> silences, PrintWriter out) {
    silences.forEach(silence -> out.println("! no answer: " + line(silence)));
    out.flush();
  }

  private static String line(Silence silence) {
    String who = silence.process() == null ? "" : " at " + silence.process();
    String partitions =
        silence.partitions().isEmpty()
            ? ""
            : " (partitions "
                + silence.partitions().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "))
                + ")";
    return silence.what() + who + partitions + ": " + silence.why();
  }

  /** How to end, where nothing else is wrong. */
  static int exit(boolean complete) {
    return complete ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
