package fr.mangatheque.continuity.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.producer.access.Credential;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorSettingsTest {
  private static OperatorSettings with(Credential... tokens) {
    return new OperatorSettings("127.0.0.1", 8090, List.of(tokens), null);
  }

  @Test
  void theFirstTokenOfTheFirstOperatorIsShown(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "\n  new-one \nold-one\n");
    Credential inline = Credential.token("alice", "as-it-is-in-the-configuration");
    Credential inFile = Credential.token("bob", file);

    assertThat(with().firstToken()).isEmpty();
    assertThat(with(inline, inFile).firstToken()).contains("as-it-is-in-the-configuration");
    assertThat(with(inFile, inline).firstToken()).contains("new-one");
  }

  @Test
  void aTokenThatCannotBeReadIsAFailureThatNamesItsFile(@TempDir Path directory) {
    OperatorSettings settings = with(Credential.token("alice", directory.resolve("absent")));

    assertThatThrownBy(settings::firstToken)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the token of an operator cannot be read")
        .hasStackTraceContaining("absent");
  }
}
