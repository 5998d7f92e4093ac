package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.config.OperatorSettings;
import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.access.SecretOrigin;
import fr.mangatheque.continuity.producer.access.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process shows to the others, which all have the same operators' tokens. */
final class OperatorTokens {
  private OperatorTokens() {}

  /**
   * A header's value with the first token; none if there is none, which is all that a process alone
   * needs.
   *
   * @throws UncheckedIOException if its file cannot be read
   */
  static List<String> first(OperatorSettings settings) {
    return settings.tokens().stream().limit(1).map(token -> "Bearer " + text(token)).toList();
  }

  private static String text(Credential token) {
    return switch (token.secret()) {
      case SecretOrigin.Inline(String text) -> SecretText.lines(text).getFirst();
      case SecretOrigin.InFile(Path path) -> {
        try {
          yield SecretText.lines(Files.readString(path)).getFirst();
        } catch (IOException e) {
          throw new UncheckedIOException("The token of an operator cannot be read", e);
        }
      }
    };
  }
}
