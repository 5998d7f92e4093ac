package fr.mangatheque.continuity.producer.client;

import java.time.Duration;

/**
 * How much a client keeps, and how stubborn it is.
 *
 * @param maxQueuedEvents events that wait to be sent, at most
 * @param maxQueuedBytes memory they take, at most
 * @param requestTimeout how long one request, or Kafka's confirmation, may take
 * @param firstRetry wait after the first failure; it doubles with each
 * @param longestRetry longest wait, unless the intake asks for more
 * @throws IllegalArgumentException if one is not positive, or the waits shrink
 */
public record ClientOptions(
    int maxQueuedEvents,
    long maxQueuedBytes,
    Duration requestTimeout,
    Duration firstRetry,
    Duration longestRetry) {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** 10,000 events, 8 MiB, 10 s; retries after half a second to 30 s. */
  public static final ClientOptions DEFAULT =
      new ClientOptions(
          10_000, 8L << 20, Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofSeconds(30));

  public ClientOptions {
    if (maxQueuedEvents < 1 || maxQueuedBytes < 1) {
      throw new IllegalArgumentException(
          "a queue holds something: " + maxQueuedEvents + " events, " + maxQueuedBytes + " bytes");
    }
    if (requestTimeout.compareTo(SHORTEST) < 0
        || requestTimeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException("a request may take 100 ms to 5 min: " + requestTimeout);
    }
    if (!firstRetry.isPositive() || longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException(
          "retries need a positive wait that does not shrink: " + firstRetry + ", " + longestRetry);
    }
  }

  public ClientOptions withQueue(int events, long bytes) {
    return new ClientOptions(events, bytes, requestTimeout, firstRetry, longestRetry);
  }

  public ClientOptions withRequestTimeout(Duration timeout) {
    return new ClientOptions(maxQueuedEvents, maxQueuedBytes, timeout, firstRetry, longestRetry);
  }

  public ClientOptions withRetries(Duration first, Duration longest) {
    return new ClientOptions(maxQueuedEvents, maxQueuedBytes, requestTimeout, first, longest);
  }
}
