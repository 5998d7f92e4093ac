package fr.mangatheque.continuity.producer.connection;

import java.time.Duration;

/**
 * What all connections together may take.
 *
 * @param connections at once; one more closes the one that has kept us waiting longest
 * @param requestTimeout how long a request may take to arrive as a whole, and its answer to leave
 * @param idleTimeout how long a connection is kept for another request
 * @param bodyBytes memory for the bodies of all requests that are being read or answered
 * @throws IllegalArgumentException if one of them allows nothing
 */
public record ConnectionLimits(
    int connections, Duration requestTimeout, Duration idleTimeout, long bodyBytes) {
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(1000, Duration.ofSeconds(30), Duration.ofSeconds(60), 16L * 1024 * 1024);

  public ConnectionLimits {
    if (connections < 1 || bodyBytes < 1) {
      throw new IllegalArgumentException(
          "at least one connection and one byte of a body have to be possible: "
              + connections
              + ", "
              + bodyBytes);
    }
    if (!requestTimeout.isPositive() || !idleTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "a request and a connection have some time: " + requestTimeout + ", " + idleTimeout);
    }
  }
}
