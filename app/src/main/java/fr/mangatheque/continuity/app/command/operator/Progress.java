package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.operator.answer.Run;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows how far a run is: a bar that is drawn over on a terminal, else a line now and then. */
final class Progress {
  private static final String CLEAR = "\r\u001b[2K";
  // what is too long for a narrow window is cut there, else each drawing would leave lines behind
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final int WIDTH = 24;
  private static final long LINE_EVERY_NANOS = 10_000_000_000L;

  private final PrintWriter out;
  private final boolean terminal;
  private long lineAt = System.nanoTime();
  private boolean drawn;

  Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether whoever runs this looks at a terminal that can be drawn over. */
  static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
  }

  void show(Run run, Instant now) {
    if (terminal) {
      out.print(CLEAR + NO_WRAP + bar(run) + " " + line(run, now) + WRAP);
      out.flush();
      drawn = true;
    } else if (System.nanoTime() - lineAt >= LINE_EVERY_NANOS) {
      lineAt = System.nanoTime();
      out.println(line(run, now));
      out.flush();
    }
  }

  /** What comes next begins on a line of its own. */
  void end() {
    if (drawn) {
      out.print(CLEAR);
      out.flush();
      drawn = false;
    }
  }

  private static String bar(Run run) {
    Long done = run.done();
    Long total = run.total();
    int full =
        done == null || total == null || total <= 0
            ? 0
            : (int) Math.clamp(WIDTH * done / total, 0, WIDTH);
    return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "]";
  }

  static String line(Run run, Instant now) {
    Long done = run.done();
    Long total = run.total();
    StringBuilder line = new StringBuilder();
    if (done == null) {
      line.append(run.phase());
    } else if (total == null) {
      line.append(Told.count(done)).append(" done");
    } else {
      line.append(Told.percent(done, total))
          .append(", ")
          .append(Told.count(done))
          .append(" of ")
          .append(Told.count(total));
    }
    Duration left = left(run, now);
    if (left != null) {
      line.append(", about ").append(Told.time(left)).append(" left");
    }
    return line.toString();
  }

  private static @Nullable Duration left(Run run, Instant now) {
    Long done = run.done();
    Long total = run.total();
    Instant startedAt = run.startedAt();
    if (done == null || total == null || startedAt == null || done <= 0 || total <= done) {
      return null;
    }
    double pace = (double) Duration.between(startedAt, now).toMillis() / done;
    return Duration.ofMillis(Math.max(0, Math.round(pace * (total - done))));
  }
}
