package fr.mangatheque.continuity.producer.queue;

import fr.mangatheque.continuity.producer.queue.ApiAnswers.MalformedException;
import fr.mangatheque.continuity.schemas.CauseClass;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A queue of Cloudflare's, over HTTP. Thread-safe. */
final class CloudflareQueue implements QueueApi {
  static final Duration CONNECT = Duration.ofSeconds(5);

  /** From the first byte of a request to the last of its answer. */
  static final Duration ANSWER = Duration.ofSeconds(15);

  /** Messages have 128 kB at most, and base64 adds a third: a batch of the largest fits. */
  private static final int LARGEST_ANSWER = 32 << 20;

  private final QueueSettings settings;
  private final HttpClient client;
  private final InstantSource clock;
  private final Duration patience;

  /**
   * @param client that follows no redirects: they would be given the token
   */
  CloudflareQueue(QueueSettings settings, HttpClient client, InstantSource clock) {
    this(settings, client, clock, ANSWER);
  }

  CloudflareQueue(
      QueueSettings settings, HttpClient client, InstantSource clock, Duration patience) {
    this.settings = settings;
    this.client = client;
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public Reply<Pulled> pull(int batchSize, Duration visibility) throws InterruptedException {
    return send("pull", ApiRequests.pull(batchSize, visibility), ApiAnswers::pulled);
  }

  @Override
  public Reply<Settled> settle(Settlement settlement) throws InterruptedException {
    return send("ack", ApiRequests.settle(settlement), ApiAnswers::settled);
  }

  private interface Reader<T> {
    T read(byte[] body) throws MalformedException;
  }

  private <T> Reply<T> send(String action, byte[] body, Reader<T> reader)
      throws InterruptedException {
    HttpRequest request;
    try {
      request = request(action, body);
    } catch (IllegalArgumentException e) {
      // The exception's message holds the token.
      return new Reply.Failed<>(
          CauseClass.ACCESS_DENIED, true, "the token has characters that no header can carry");
    }
    // The client's own time-out ends with the headers of an answer, so the whole has one of ours.
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      return reply(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS), reader);
    } catch (TimeoutException e) {
      return new Reply.Failed<>(
          CauseClass.TIMEOUT, false, "no whole answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(String action, byte[] body) {
    URI uri =
        URI.create(
            "%s/accounts/%s/queues/%s/messages/%s"
                .formatted(settings.api(), settings.accountId(), settings.queueId(), action));
    return HttpRequest.newBuilder(uri)
        .timeout(patience)
        .header("authorization", "Bearer " + settings.token().value())
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .header("user-agent", "mangatheque-continuity")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private <T> Reply<T> reply(HttpResponse<byte[]> response, Reader<T> reader) {
    int status = response.statusCode();
    if (status == 200) {
      try {
        return new Reply.Done<>(reader.read(response.body()));
      } catch (MalformedException e) {
        return new Reply.Failed<>(
            CauseClass.PROTOCOL, false, "the answer makes no sense: " + e.getMessage());
      }
    }
    String words = words(status, response.body());
    if (status == 429) {
      return new Reply.SlowDown<>(
          response
              .headers()
              .firstValue("retry-after")
              .map(header -> RetryAfter.parse(header, clock.instant()))
              .orElse(null),
          words);
    }
    if (status == 401 || status == 403) {
      return new Reply.Failed<>(CauseClass.ACCESS_DENIED, true, words);
    }
    if (status == 408) {
      return new Reply.Failed<>(CauseClass.TIMEOUT, false, words);
    }
    return status >= 500
        ? new Reply.Failed<>(CauseClass.SERVER_ERROR, false, words)
        : new Reply.Failed<>(CauseClass.REFUSED, true, words);
  }

  private static String words(int status, byte[] body) {
    String errors = ApiAnswers.errors(body);
    String advice =
        switch (status) {
          case 401, 403 ->
              ": the token is wrong, expired or revoked, or may not read and write" + " queues";
          case 404 -> ": there is no such account or queue";
          case 405 -> ": the queue has no HTTP pull consumer";
          case 429 -> ": too many requests";
          default -> status >= 300 && status < 400 ? ": a redirect, which is not followed" : "";
        };
    return "the API answered %d%s%s"
        .formatted(status, advice, errors.isEmpty() ? "" : " (" + errors + ")");
  }

  private <T> Reply<T> failed(Throwable cause) {
    if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
      return new Reply.Failed<>(
          CauseClass.TIMEOUT, false, "no answer within " + patience.toSeconds() + " s");
    }
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnresolvedAddressException) {
      return new Reply.Failed<>(
          CauseClass.UNREACHABLE, false, "no connection to %s: %s".formatted(host(), told(cause)));
    }
    if (cause instanceof IOException) {
      return new Reply.Failed<>(
          CauseClass.UNREACHABLE,
          false,
          "the connection to %s broke: %s".formatted(host(), told(cause)));
    }
    return new Reply.Failed<>(CauseClass.INTERNAL, false, "a request failed: " + cause);
  }

  private String host() {
    return settings.api().getAuthority();
  }

  private static String told(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
