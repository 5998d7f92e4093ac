package fr.mangatheque.continuity.app.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of a document: its fenced blocks called {@code sh}. Those called {@code shell} are
 * for people alone: what they name is not on this machine.
 */
final class Fenced {
  private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
  private static final Pattern HEADING = Pattern.compile("(#+) +(.*)");
  private static final String OPEN = "```sh";
  private static final String CLOSE = "```";

  /**
   * @param headings under which it stands, the document's first
   */
  private record Command(List<String> headings, String text) {}

  private final String document;
  private final List<Command> commands = new ArrayList<>();

  private Fenced(String document) {
    this.document = document;
  }

  static Path file(String document) {
    return DOCS.resolve(document);
  }

  /** Reads a document below {@code docs}. */
  static Fenced in(String document) {
    Fenced read = new Fenced(document);
    try {
      read.read(Files.readAllLines(file(document)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  private void read(List<String> lines) {
    List<String> headings = List.of();
    boolean open = false;
    for (String line : lines) {
      String stripped = line.strip();
      Matcher heading = HEADING.matcher(line);
      if (open) {
        open = !stripped.equals(CLOSE);
        if (open) {
          commands.add(new Command(headings, stripped));
        }
      } else if (stripped.equals(OPEN)) {
        open = true;
      } else if (heading.matches()) {
        int level = heading.group(1).length();
        List<String> path =
            new ArrayList<>(headings.subList(0, Math.min(level, headings.size() + 1) - 1));
        path.add(heading.group(2));
        headings = List.copyOf(path);
      }
    }
  }

  /** All lines of all blocks. */
  List<String> all() {
    return commands.stream().map(Command::text).toList();
  }

  /** Lines under a heading that starts so, and under those below it; fails if there are none. */
  List<String> under(String heading) {
    List<String> found =
        commands.stream()
            .filter(command -> command.headings().stream().anyMatch(h -> h.startsWith(heading)))
            .map(Command::text)
            .toList();
    if (found.isEmpty()) {
      throw new AssertionError(document + " has no commands under '" + heading + "'");
    }
    return found;
  }

  /** The same as one script. */
  String script(String heading) {
    return String.join("\n", under(heading)) + "\n";
  }
}
