package fr.mangatheque.continuity.app.demo.screen;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Where the story is told. On a terminal a line of progress is drawn over; elsewhere it is a plain
 * line from time to time. For one thread.
 */
public final class Screen {
  private static final String CLEAR = "\r\u001b[2K";

  /** A line too long for the terminal is cut, for one that wraps cannot be drawn over. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";
  private static final long PLAIN_EVERY_NANOS = 10_000_000_000L;
  private static final int WIDTH = 20;

  private final PrintStream out;
  private final boolean terminal;
  private boolean drawn;
  private long plainAt;

  /**
   * @param terminal whether colours and drawing over are understood
   */
  public Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    this.plainAt = System.nanoTime() - PLAIN_EVERY_NANOS;
  }

  /** Whether standard output is a terminal that understands, and nobody objects to colours. */
  public static boolean isTerminal() {
    Console console = System.console();
    return console != null
        && console.isTerminal()
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"));
  }

  /** The name of it all. */
  public void banner(String title, String subtitle) {
    line("");
    line("  " + styled(Style.BOLD, title) + "  " + styled(Style.DIM, subtitle));
    line("");
  }

  /** A part of the story begins. */
  public void act(int number, String title) {
    line("");
    line(" " + styled(Style.CYAN, String.valueOf(number)) + "  " + styled(Style.BOLD, title));
  }

  /** Something is done. */
  public void says(String text) {
    line("    " + text);
  }

  /** Something beside the story. */
  public void notes(String text) {
    line("    " + styled(Style.DIM, text));
  }

  /** A name and a value. */
  public void pair(String name, String value) {
    line("    " + styled(Style.DIM, "%-12s".formatted(name)) + value);
  }

  /** On-call is told that something is the matter, or that it is over. */
  public void alert(boolean over, String text) {
    String mark = over ? styled(Style.GREEN, "◆ over ") : styled(Style.YELLOW, "◆ alert");
    line("    " + mark + " " + text);
  }

  /** What was expected and what was seen. */
  public void check(boolean held, String what, String seen) {
    String mark = held ? styled(Style.GREEN, "✓") : styled(Style.RED, "✗");
    line("    " + mark + " " + what + styled(Style.DIM, " · " + seen));
  }

  /** How far something is; drawn over by what comes next. */
  public void progress(long done, long of, String text) {
    if (terminal) {
      int full = (int) (of == 0 ? WIDTH : WIDTH * done / of);
      String bar =
          styled(Style.GREEN, "━".repeat(full)) + styled(Style.DIM, "─".repeat(WIDTH - full));
      out.print(CLEAR + NO_WRAP + "    " + bar + " " + text + WRAP);
      out.flush();
      drawn = true;
    } else if (System.nanoTime() - plainAt >= PLAIN_EVERY_NANOS) {
      plainAt = System.nanoTime();
      line("    " + text);
    }
  }

  /** The last progress, to be kept. */
  public void settled(String text) {
    line("    " + styled(Style.GREEN, "━".repeat(terminal ? WIDTH : 2)) + " " + text);
  }

  /** The end of the story. */
  public void verdict(boolean held, String text) {
    line("");
    line("  " + styled(held ? Style.GREEN : Style.RED, text));
  }

  /** A line as it is. */
  public void line(String text) {
    out.println((drawn ? CLEAR : "") + text);
    out.flush();
    drawn = false;
  }

  /** A size as people read it. */
  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private String styled(Style style, String text) {
    return terminal ? style.on(text) : text;
  }
}
