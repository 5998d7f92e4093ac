import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks or writes the formatting of every Java source of every module: {@code Format.java
 * check|write <root>}. The build runs it; google-java-format is on its class path.
 */
public final class Format {
  private static final String FIX = "mvn -q -N -Pformat validate";

  private record Finding(Path file, String fault) {}

  public static void main(String[] args) throws IOException {
    boolean write = args[0].equals("write");
    Path root = Path.of(args[1]);
    List<Finding> findings =
        sources(root).parallelStream().flatMap(file -> examine(file, write).stream()).toList();
    if (findings.isEmpty()) {
      return;
    }
    System.err.println("[ERROR] Not as google-java-format writes it:");
    for (Finding finding : findings) {
      System.err.println("[ERROR]   " + root.relativize(finding.file()) + finding.fault());
    }
    System.err.println(
        write ? "[ERROR] Correct what does not parse." : "[ERROR] Format with: " + FIX);
    System.exit(1);
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(Format::javaFiles)
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> javaFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Finding> examine(Path file, boolean write) {
    try {
      String before = Files.readString(file);
      String after = new Formatter().formatSourceAndFixImports(before);
      if (after.equals(before)) {
        return Optional.empty();
      }
      if (write) {
        Files.writeString(file, after);
        return Optional.empty();
      }
      return Optional.of(new Finding(file, ""));
    } catch (FormatterException e) {
      return Optional.of(new Finding(file, ": " + e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read or write " + file, e);
    }
  }
}
