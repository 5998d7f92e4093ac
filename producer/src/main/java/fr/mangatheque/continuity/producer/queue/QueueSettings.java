package fr.mangatheque.continuity.producer.queue;

import fr.mangatheque.continuity.producer.access.SecretSource;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How one queue is pulled.
 *
 * @param name ours for it: in metrics, incidents, and as sender of its hints
 * @param api Cloudflare's, without a slash at its end; https, but on this machine
 * @param token that may read and write queues, asked for at each request
 * @param visibilityTimeout how long a message that was pulled is nobody else's
 * @param batchSize the most messages of a pull
 * @param pollInterval how long to wait when the queue is empty
 * @param giveUpAfter deliveries after which a message that cannot be read becomes a dead letter
 * @throws IllegalArgumentException if a setting cannot be
 */
public record QueueSettings(
    String name,
    URI api,
    String accountId,
    String queueId,
    SecretSource token,
    Duration visibilityTimeout,
    int batchSize,
    Duration pollInterval,
    int giveUpAfter) {
  /** Leaves Kafka its time to confirm a batch, twice. */
  public static final Duration SHORTEST_VISIBILITY = Duration.ofSeconds(30);

  /** Cloudflare's own limits. */
  public static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

  public static final int LARGEST_BATCH = 100;
  public static final int MOST_RETRIES = 100;

  public static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
  public static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public QueueSettings {
    require(isName(name), "a queue's name has 1 to 63 of a-z, 0-9 and -: " + name);
    require(isSafe(api), "the token is sent over https only, but on this machine: " + api);
    require(!api.toString().endsWith("/"), "the API's address ends without a slash: " + api);
    require(isId(accountId), "not the id of an account: " + accountId);
    require(isId(queueId), "not the id of a queue: " + queueId);
    within("a visibility timeout", visibilityTimeout, SHORTEST_VISIBILITY, LONGEST_VISIBILITY);
    within("a poll interval", pollInterval, SHORTEST_INTERVAL, LONGEST_INTERVAL);
    require(
        batchSize >= 1 && batchSize <= LARGEST_BATCH,
        "a batch has 1 to " + LARGEST_BATCH + " messages: " + batchSize);
    require(
        giveUpAfter >= 1 && giveUpAfter <= MOST_RETRIES,
        "a message is delivered 1 to " + MOST_RETRIES + " times: " + giveUpAfter);
  }

  /** The sender of its hints. */
  public String sender() {
    return "queue/" + name;
  }

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether {@code text} can be an id of Cloudflare's; nothing else gets into an address. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Whether a token may be sent to {@code api}: by https, or without leaving this machine. */
  public static boolean isSafe(URI api) {
    boolean plain = api.getRawQuery() == null && api.getRawFragment() == null;
    return plain
        && api.getHost() != null
        && api.getRawUserInfo() == null
        && ("https".equals(api.getScheme())
            || ("http".equals(api.getScheme()) && loopback(api.getHost())));
  }

  /** By what is written, not by what a name server says today. */
  private static boolean loopback(String host) {
    try {
      return host.equalsIgnoreCase("localhost")
          || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void within(String what, Duration value, Duration least, Duration most) {
    require(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        "%s is %s to %s: %s".formatted(what, least, most, value));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
