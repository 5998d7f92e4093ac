package fr.mangatheque.continuity.producer.http;

import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.producer.connection.TlsFiles;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to listen.
 *
 * @param host address or name to listen on
 * @param port port to listen on; 0 takes a free one
 * @param connections what all connections together may take
 * @param tls what to speak TLS with; null to speak plain HTTP
 * @param maxBodyBytes the largest body of a request
 * @param grace how long requests under way have, at the end, to be answered
 */
public record HttpSettings(
    String host,
    int port,
    ConnectionLimits connections,
    @Nullable TlsFiles tls,
    int maxBodyBytes,
    Duration grace) {
  public HttpSettings {
    if (host.isBlank() || port < 0 || port > 65535) {
      throw new IllegalArgumentException("nobody can listen on " + host + ":" + port);
    }
  }
}
