package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.connection.TlsFiles;
import fr.mangatheque.continuity.producer.intake.IntakeSettings;
import java.net.URI;
import java.util.List;
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
