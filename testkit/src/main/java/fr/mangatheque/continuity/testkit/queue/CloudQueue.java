package fr.mangatheque.continuity.testkit.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queue with an HTTP pull consumer. A message that was delivered as often as its retries allow is
 * not delivered again: it goes to the dead letters, or is lost where there are none. Safe for any
 * thread.
 */
public final class CloudQueue {
  private final String id = UUID.randomUUID().toString().replace("-", "");
  private final Options options;
  private final InstantSource clock;
  private final Map<String, Waiting> messages = new LinkedHashMap<>();
  private final Map<String, Waiting> leases = new HashMap<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final List<String> dead = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  /**
   * @param maxRetries deliveries of a message, at most 100
   * @param deadLetters whether a dead-letter queue is set
   * @param httpPull whether a pull consumer was added
   */
  public record Options(int maxRetries, boolean deadLetters, boolean httpPull) {
    /** What a consumer that is added without options has. */
    public static final Options USUAL = new Options(3, false, true);

    public Options {
      if (maxRetries < 0 || maxRetries > 100) {
        throw new IllegalArgumentException("a queue retries 0 to 100 times: " + maxRetries);
      }
    }

    public Options withMaxRetries(int retries) {
      return new Options(retries, deadLetters, httpPull);
    }

    public Options withDeadLetters() {
      return new Options(maxRetries, true, httpPull);
    }

    public Options withoutPullConsumer() {
      return new Options(maxRetries, deadLetters, false);
    }
  }

  private static final class Waiting {
    final String id = UUID.randomUUID().toString().replace("-", "");
    final String body;
    final @Nullable String type;
    final Instant sentAt;
    Instant visibleAt;
    int attempts;
    @Nullable String lease;

    Waiting(String body, @Nullable String type, Instant sentAt) {
      this.body = body;
      this.type = type;
      this.sentAt = sentAt;
      this.visibleAt = sentAt;
    }
  }

  /** A delivery. */
  record Delivered(
      String id, String body, @Nullable String type, Instant sentAt, int attempts, String lease) {}

  CloudQueue(Options options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
  }

  public String id() {
    return id;
  }

  boolean httpPull() {
    return options.httpPull();
  }

  /** Sends a message of type json, as R2 does: in base64 for who pulls it. Returns its id. */
  public String sendJson(String json) {
    return send(Base64.getEncoder().encodeToString(json.getBytes(UTF_8)), "json");
  }

  /** Sends a message of type text: as it is for who pulls it. */
  public String sendText(String text) {
    return send(text, "text");
  }

  /** Sends a message whose body and type a consumer sees just so. */
  public synchronized String send(String body, @Nullable String type) {
    Waiting message = new Waiting(body, type, clock.instant());
    messages.put(message.id, message);
    return message.id;
  }

  synchronized List<Delivered> pull(int batchSize, Duration visibility) {
    Instant now = clock.instant();
    endLeases(now);
    List<Delivered> batch = new ArrayList<>();
    for (Waiting message : messages.values()) {
      if (batch.size() == batchSize) {
        break;
      }
      if (message.lease == null && !message.visibleAt.isAfter(now)) {
        message.attempts++;
        message.visibleAt = now.plus(visibility);
        String lease = UUID.randomUUID().toString();
        message.lease = lease;
        leases.put(lease, message);
        batch.add(
            new Delivered(
                message.id, message.body, message.type, message.sentAt, message.attempts, lease));
      }
    }
    return batch;
  }

  /** Whether it did something; a lease that ended still acknowledges, as documented. */
  synchronized boolean ack(String lease) {
    endLeases(clock.instant());
    Waiting message = leases.remove(lease);
    if (message == null || messages.remove(message.id) == null) {
      return false;
    }
    acknowledged.add(message.id);
    return true;
  }

  /** Whether it did something; a lease that ended retries nothing. */
  synchronized boolean retry(String lease, Duration delay) {
    endLeases(clock.instant());
    Waiting message = leases.get(lease);
    if (message == null || !lease.equals(message.lease)) {
      return false;
    }
    leases.remove(lease);
    release(message, clock.instant().plus(delay));
    return true;
  }

  private void endLeases(Instant now) {
    for (Waiting message : List.copyOf(messages.values())) {
      if (message.lease != null && !message.visibleAt.isAfter(now)) {
        release(message, message.visibleAt);
      }
    }
  }

  private void release(Waiting message, Instant visibleAt) {
    message.lease = null;
    message.visibleAt = visibleAt;
    if (message.attempts >= options.maxRetries()) {
      messages.remove(message.id);
      (options.deadLetters() ? dead : lost).add(message.id);
    }
  }

  /** Messages that nobody acknowledged, leased or delayed ones included. */
  public synchronized int backlog() {
    endLeases(clock.instant());
    return messages.size();
  }

  /** How many are leased now. */
  public synchronized int leased() {
    endLeases(clock.instant());
    return (int) messages.values().stream().filter(message -> message.lease != null).count();
  }

  /** How often the message was delivered so far; 0 once it is gone. */
  public synchronized int attempts(String message) {
    Waiting waiting = messages.get(message);
    return waiting == null ? 0 : waiting.attempts;
  }

  /** Ids, in the order of their acknowledgement. */
  public synchronized List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** Ids of messages that went to the dead-letter queue. */
  public synchronized List<String> deadLetters() {
    endLeases(clock.instant());
    return List.copyOf(dead);
  }

  /** Ids of messages that were delivered too often and deleted. */
  public synchronized List<String> lost() {
    endLeases(clock.instant());
    return List.copyOf(lost);
  }
}
