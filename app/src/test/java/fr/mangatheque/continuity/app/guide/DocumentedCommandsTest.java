package fr.mangatheque.continuity.app.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import fr.mangatheque.continuity.app.command.ContinuityCommand;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever types what these documents say is not told that there is no such option. */
class DocumentedCommandsTest {
  private static final String COMMAND = "./continuity ";
  private static final Pattern INLINE = Pattern.compile("`(\\./continuity [^`]+)`");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  @ParameterizedTest
  @ValueSource(strings = {"PCA.md", "how-to/restore.md", "how-to/drill.md"})
  void eachCommandExistsWithItsOptions(String document) throws Exception {
    List<String> commands = commands(document);

    assertThat(commands).isNotEmpty();
    assertThat(commands)
        .allSatisfy(
            command ->
                assertThatNoException()
                    .isThrownBy(
                        () -> ContinuityCommand.commandLine().parseArgs(arguments(command))));
  }

  private static List<String> commands(String document) throws Exception {
    String text = Files.readString(Fenced.file(document));
    return Stream.concat(
            Fenced.in(document).all().stream().filter(line -> line.startsWith(COMMAND)),
            INLINE.matcher(text).results().map(found -> found.group(1)))
        .toList();
  }

  /** As a shell reads them, as far as these documents need it. */
  private static String[] arguments(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.substring(COMMAND.length()));
    while (word.find() && !List.of("#", "|", ">").contains(word.group())) {
      words.add(
          Stream.of(1, 2, 3)
              .map(word::group)
              .filter(found -> found != null)
              .findFirst()
              .orElseThrow());
    }
    return words.toArray(String[]::new);
  }
}
