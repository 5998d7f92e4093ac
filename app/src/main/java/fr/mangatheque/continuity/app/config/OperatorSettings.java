package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.access.SecretOrigin;
import fr.mangatheque.continuity.producer.access.SecretText;
import fr.mangatheque.continuity.producer.connection.TlsFiles;
import fr.mangatheque.continuity.producer.intake.IntakeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where operators ask and order.
 *
 * @param host address or name to listen on
 * @param port port to listen on; 0 takes a free one
 * @param tokens of operators; where there are none, nothing listens
 * @param tls what to speak TLS with; null to speak plain HTTP
 */
public record OperatorSettings(
    String host, int port, List<Credential> tokens, @Nullable TlsFiles tls) {
  public OperatorSettings {
    tokens = List.copyOf(tokens);
  }

  /** Whether anybody could be let in. */
  public boolean open() {
    return !tokens.isEmpty();
  }

  /**
   * The token that commands and processes show where none is named; it is valid in all of them.
   *
   * @return empty if there is none
   * @throws UncheckedIOException if its file cannot be read
   */
  public Optional<String> firstToken() {
    return tokens.stream().findFirst().map(token -> SecretText.lines(text(token)).getFirst());
  }

  private static String text(Credential token) {
    return switch (token.secret()) {
      case SecretOrigin.Inline(String text) -> text;
      case SecretOrigin.InFile(Path file) -> {
        try {
          yield Files.readString(file);
        } catch (IOException e) {
          throw new UncheckedIOException("the token of an operator cannot be read", e);
        }
      }
    };
  }

  /** Whether only this machine can reach it. */
  public boolean loopback() {
    return IntakeSettings.isLoopback(host);
  }

  /** Where a command on the same machine finds it, if it listens on the port that is set. */
  public URI local() {
    String scheme = tls == null ? "http" : "https";
    String at = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "::1" : host;
    return URI.create(scheme + "://" + (at.contains(":") ? "[" + at + "]" : at) + ":" + port);
  }
}
