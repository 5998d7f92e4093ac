package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.access.SecretOrigin;
import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.producer.connection.TlsFiles;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the intake is set.
 *
 * @param host address or name to listen on
 * @param port port to listen on; 0 takes a free one
 * @param credentials who may post; may be empty only where nobody beyond this machine can reach it,
 *     nor a proxy passes on what others send; then anybody on this machine may
 * @param maxBodyBytes the largest body of a request
 * @param maxEvents the most events of one request
 * @param publishTimeout how long Kafka has to acknowledge a request's events
 * @param connections what all connections together may take
 * @param tls what to speak TLS with; null to speak plain HTTP
 * @param proxyHeader in which a proxy says {@code https} of requests that came to it by TLS; null
 *     if there is none to be heeded
 * @throws IllegalArgumentException if a setting cannot be, or nobody would need a credential to
 *     post from elsewhere
 */
public record IntakeSettings(
    String host,
    int port,
    List<Credential> credentials,
    int maxBodyBytes,
    int maxEvents,
    Duration publishTimeout,
    ConnectionLimits connections,
    @Nullable TlsFiles tls,
    @Nullable String proxyHeader) {
  public static final int DEFAULT_MAX_BODY_BYTES = 1024 * 1024;
  public static final int DEFAULT_MAX_EVENTS = 1000;
  public static final Duration DEFAULT_PUBLISH_TIMEOUT = Duration.ofSeconds(10);

  private static final int LARGEST_BODY = 64 * 1024 * 1024;
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);

  public IntakeSettings {
    credentials = List.copyOf(credentials);
    require(!host.isBlank(), "the intake needs a host to listen on, such as 127.0.0.1");
    require(port >= 0 && port <= 65535, "a port is 0 (any free one) to 65535: " + port);
    require(
        maxBodyBytes >= 1 && maxBodyBytes <= LARGEST_BODY,
        "the intake's largest body is 1 byte to 64 MiB: " + maxBodyBytes);
    require(maxEvents >= 1, "the intake takes at least one event a request: " + maxEvents);
    require(
        publishTimeout.compareTo(SHORTEST_TIMEOUT) >= 0
            && publishTimeout.compareTo(LONGEST_TIMEOUT) <= 0,
        "Kafka has 100 ms to 2 min to acknowledge events: " + publishTimeout);
    Set<String> names = new HashSet<>();
    Set<SecretOrigin> secrets = new HashSet<>();
    for (Credential credential : credentials) {
      require(names.add(credential.name()), "two senders are named '" + credential.name() + "'");
      require(
          secrets.add(credential.secret()),
          "the sender '" + credential.name() + "' has the secret of another: each needs its own");
    }
    require(
        !credentials.isEmpty() || isLoopback(host),
        "the intake would listen on "
            + host
            + " without any tokens, open to anybody who reaches it: give it tokens, or let it"
            + " listen on 127.0.0.1");
    require(
        !credentials.isEmpty() || proxyHeader == null,
        "a proxy passes on what others send, without any tokens open to anybody who reaches it:"
            + " give the intake tokens");
  }

  /** Without TLS, and with the usual limits for all connections together. */
  public IntakeSettings(
      String host,
      int port,
      List<Credential> credentials,
      int maxBodyBytes,
      int maxEvents,
      Duration publishTimeout) {
    this(
        host,
        port,
        credentials,
        maxBodyBytes,
        maxEvents,
        publishTimeout,
        ConnectionLimits.DEFAULT,
        null,
        null);
  }

  /** The usual limits, without TLS. */
  public static IntakeSettings of(String host, int port, List<Credential> credentials) {
    return new IntakeSettings(
        host,
        port,
        credentials,
        DEFAULT_MAX_BODY_BYTES,
        DEFAULT_MAX_EVENTS,
        DEFAULT_PUBLISH_TIMEOUT);
  }

  public IntakeSettings withPublishTimeout(Duration changed) {
    return new IntakeSettings(
        host, port, credentials, maxBodyBytes, maxEvents, changed, connections, tls, proxyHeader);
  }

  public IntakeSettings withConnections(ConnectionLimits changed) {
    return with(changed, tls, proxyHeader);
  }

  public IntakeSettings withTls(@Nullable TlsFiles changed) {
    return with(connections, changed, proxyHeader);
  }

  public IntakeSettings withProxyHeader(@Nullable String changed) {
    return with(connections, tls, changed);
  }

  private IntakeSettings with(
      ConnectionLimits limits, @Nullable TlsFiles files, @Nullable String header) {
    return new IntakeSettings(
        host, port, credentials, maxBodyBytes, maxEvents, publishTimeout, limits, files, header);
  }

  /** Whether only this machine can reach it. */
  public boolean loopback() {
    return isLoopback(host);
  }

  /** Of any host, by what is written, not by what a name server says today. */
  public static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
