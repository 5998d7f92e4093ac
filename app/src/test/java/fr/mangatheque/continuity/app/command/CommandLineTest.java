package fr.mangatheque.continuity.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.app.command.line.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command answers, and how it ends. */
class CommandLineTest {
  @TempDir private Path directory;

  private record Answer(int exitCode, String out, String err) {}

  private static Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = ContinuityCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = command.execute(arguments);
    return new Answer(exitCode, out.toString(), err.toString());
  }

  private String file(String yaml) throws Exception {
    return Files.writeString(directory.resolve("continuity.yaml"), yaml).toString();
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    Answer answer = run("--version");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).matches("(?s)continuity \\d+\\.\\d+\\.\\d+.*Java \\d\\d.*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "init --help",
        "run --help",
        "config --help",
        "config check --help",
        "config show --help",
        "config reference --help",
        "status --help",
        "failures --help",
        "retry --help",
        "verify --help",
        "pause --help",
        "resume --help",
        "jobs --help",
        "jobs run --help",
        "guard list --help",
        "guard approve --help",
        "rebuild --help",
        "restore --help",
        "ls --help",
        "get --help"
      })
  void everyCommandHasHelp(String line) {
    Answer answer = run(line.split(" "));

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).startsWith("Usage: continuity").contains("--help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "run --nonsense", "config", "init a b", "guard"})
  void aWrongCommandLineIsAnsweredWithWhatWouldBeRight(String line) {
    Answer answer =
        run(Stream.of(line.split(" ")).filter(w -> !w.isEmpty()).toArray(String[]::new));

    assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).containsAnyOf("Usage: continuity", "or continuity config?");
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void whatIsWrongStaysOnTheScreen() {
    Answer answer = run("restore", "--all", "--to", "/tmp/restored");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err())
        .startsWith("continuity: Invalid value for option '--to': '/tmp/restored' is no place")
        .contains("Usage: continuity restore [", "--to=PLACE")
        .endsWith("continuity restore --help" + System.lineSeparator());
    assertThat(answer.err().lines()).hasSizeLessThan(20);
  }

  @Test
  void aRoleThatThereIsNotIsAnsweredWithThoseThereAre() {
    Answer answer = run("run", "--role", "tocker");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err())
        .contains("no role tocker; there are [intake, ticker, processors, notifier]");
  }

  @Test
  void initWritesAConfigurationThatHoldsAndOverwritesNone() throws Exception {
    Path written = directory.resolve("new.yaml");

    assertThat(run("init", written.toString()).exitCode()).isZero();
    assertThat(run("config", "check", "--config", written.toString()))
        .isEqualTo(new Answer(0, written + " holds: 1 source" + System.lineSeparator(), ""));

    Files.writeString(written, "mine");
    Answer again = run("init", written.toString());
    assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err()).contains("exists already");
    assertThat(written).hasContent("mine");
  }

  @Test
  void allThatIsWrongWithAConfigurationIsTold() throws Exception {
    String file = file("kafka: {partitions: 0}\nsources: {}\nunheard-of: 1\n");

    Answer answer = run("config", "check", "-c", file);

    assertThat(answer.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines())
        .containsExactly(
            file + ":1: kafka.partitions: not a whole number from 1 to 1000: 0",
            file + ":2: sources: names no source to protect",
            file + ":3: unheard-of: is not a key",
            "continuity: the configuration has 3 faults");
  }

  @Test
  void runWithoutAConfigurationSaysHowToGetOne() {
    Answer answer = run("run", "--config", directory.resolve("none.yaml").toString());

    assertThat(answer.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(answer.err()).contains("write one with: continuity init");
  }

  @Test
  void someRolesAloneNeedACluster() throws Exception {
    Path sample = directory.resolve("sample.yaml");
    run("init", sample.toString());

    Answer answer = run("run", "--config", sample.toString(), "--role", "intake");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(answer.err()).contains("kafka.bootstrap-servers");
  }

  @Test
  void whatHoldsIsShownWithoutSecrets() throws Exception {
    Path sample = directory.resolve("sample.yaml");
    run("init", sample.toString());

    Answer answer = run("config", "show", "--config", sample.toString());

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out())
        .contains("secret-access-key: \"********\"  # " + sample + ":")
        .doesNotContain("secret-access-key-of-origin");
  }
}
