package fr.mangatheque.continuity.producer.intake;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the intake is set.
 *
 * @param host address or name to listen on
 * @param port port to listen on; 0 takes a free one
 * @param tokens who may post; may be empty only where nobody beyond this machine can reach it, and
 *     then anybody on it may
 * @param maxBodyBytes the largest body of a request
 * @param maxEvents the most events of one request
 * @param publishTimeout how long Kafka has to acknowledge a request's events
 * @throws IllegalArgumentException if a setting cannot be, or nobody would need a token to post
 *     from elsewhere
 */
public record IntakeSettings(
    String host,
    int port,
    List<IntakeToken> tokens,
    int maxBodyBytes,
    int maxEvents,
    Duration publishTimeout) {
  public static final int DEFAULT_MAX_BODY_BYTES = 1024 * 1024;
  public static final int DEFAULT_MAX_EVENTS = 1000;
  public static final Duration DEFAULT_PUBLISH_TIMEOUT = Duration.ofSeconds(10);

  private static final int LARGEST_BODY = 64 * 1024 * 1024;
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);

  public IntakeSettings {
    tokens = List.copyOf(tokens);
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
    Set<String> secrets = new HashSet<>();
    for (IntakeToken token : tokens) {
      require(names.add(token.name()), "two intake tokens are named '" + token.name() + "'");
      require(
          secrets.add(token.secret()),
          "the intake token '" + token.name() + "' has the secret of another: each needs its own");
    }
    require(
        !tokens.isEmpty() || isLoopback(host),
        "the intake would listen on "
            + host
            + " without any token, open to anybody who reaches it: give it tokens, or let it"
            + " listen on 127.0.0.1");
  }

  /** The usual limits. */
  public static IntakeSettings of(String host, int port, List<IntakeToken> tokens) {
    return new IntakeSettings(
        host, port, tokens, DEFAULT_MAX_BODY_BYTES, DEFAULT_MAX_EVENTS, DEFAULT_PUBLISH_TIMEOUT);
  }

  /** Whether only this machine can reach it. */
  public boolean loopback() {
    return isLoopback(host);
  }

  /** By what is written, not by what a name server says today. */
  private static boolean isLoopback(String host) {
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
