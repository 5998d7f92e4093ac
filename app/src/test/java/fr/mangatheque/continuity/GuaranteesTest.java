package fr.mangatheque.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every promise of docs/GUARANTEES.md names a test, and that test exists. */
class GuaranteesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

  @Test
  void everyPromiseNamesATest() throws IOException {
    assertThat(promises())
        .as("rows of docs/GUARANTEES.md")
        .hasSizeGreaterThan(20)
        .allSatisfy(promise -> assertThat(TEST.matcher(promise).find()).as(promise).isTrue());
  }

  @Test
  void everyTestThatAPromiseNamesExists() throws IOException {
    List<String> missing = new ArrayList<>();
    Matcher named = TEST.matcher(Files.readString(ROOT.resolve("docs/GUARANTEES.md")));
    while (named.find()) {
      if (!exists(named.group(1), named.group(2))) {
        missing.add(named.group());
      }
    }

    assertThat(missing).as("tests that docs/GUARANTEES.md names and nobody wrote").isEmpty();
  }

  /** The rows of tables of promises; other tables are records of what came of them. */
  private static List<String> promises() throws IOException {
    List<String> rows = new ArrayList<>();
    boolean inTable = false;
    for (String line : Files.readAllLines(ROOT.resolve("docs/GUARANTEES.md"))) {
      if (line.startsWith("| promise")) {
        inTable = true;
      } else if (!line.startsWith("| ")) {
        inTable = false;
      } else if (inTable && !line.startsWith("| ---")) {
        rows.add(line);
      }
    }
    return rows;
  }

  private static boolean exists(String testClass, String method) throws IOException {
    Pattern declared =
        Pattern.compile(
            "@(Test|Property|ParameterizedTest|RepeatedTest)\\b(?:(?!\\bvoid\\b)[\\s\\S])*\\bvoid "
                + method
                + "\\(");
    for (Path source : sources(testClass)) {
      if (declared.matcher(Files.readString(source)).find()) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> sources(String testClass) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.toList()) {
        Path tests = module.resolve("src/test/java");
        if (Files.isDirectory(tests)) {
          try (Stream<Path> all = Files.walk(tests)) {
            all.filter(file -> file.endsWith(testClass + ".java")).forEach(found::add);
          }
        }
      }
    }
    return found;
  }
}
