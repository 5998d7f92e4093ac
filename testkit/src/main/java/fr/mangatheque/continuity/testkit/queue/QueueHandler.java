package fr.mangatheque.continuity.testkit.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests in HTTP's terms. */
final class QueueHandler implements HttpHandler {
  private static final Pattern PATH =
      Pattern.compile("/client/v4/accounts/([^/]+)/queues/([^/]+)/messages/(pull|ack)");

  private final String account;
  private final Map<String, CloudQueue> queues;
  private final ApiTokens tokens;
  private final QueueFaults faults;
  private final QueueJournal journal;

  QueueHandler(
      String account,
      Map<String, CloudQueue> queues,
      ApiTokens tokens,
      QueueFaults faults,
      QueueJournal journal) {
    this.account = account;
    this.queues = queues;
    this.tokens = tokens;
    this.faults = faults;
    this.journal = journal;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      long nanos = System.nanoTime();
      byte[] body = exchange.getRequestBody().readAllBytes();
      Matcher path = PATH.matcher(exchange.getRequestURI().toString());
      if (!path.matches()) {
        send(exchange, 404, ConsumerAnswer.refused(7003, "No route for the URI"));
        return;
      }
      Operation operation = path.group(3).equals("pull") ? Operation.PULL : Operation.ACK;
      int status = answer(exchange, path, operation, body, faults.next(operation));
      journal.add(new QueueJournal.Entry(operation, status, new String(body, UTF_8), nanos));
    }
  }

  /** The status sent; 0 for none. */
  private int answer(
      HttpExchange exchange,
      Matcher path,
      Operation operation,
      byte[] body,
      QueueFaults.@Nullable Effect fault)
      throws IOException {
    switch (fault) {
      case null -> {}
      case QueueFaults.Effect.Cut _ -> {
        return 0;
      }
      case QueueFaults.Effect.Answer answer -> {
        header(exchange, "Retry-After", answer.retryAfter());
        header(exchange, "Location", answer.location());
        return send(exchange, answer.status(), answer.body());
      }
      case QueueFaults.Effect.Hold hold -> {
        try {
          hold.gate().await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return 0;
        }
      }
      case QueueFaults.Effect.LoseAnswer _ -> {
        try {
          byte[] whole = done(exchange, path, operation, body).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, whole.length);
          exchange.getResponseBody().write(whole, 0, whole.length / 2);
          exchange.getResponseBody().flush();
        } catch (RefusedException e) {
          return refuse(exchange, e);
        }
        return 0;
      }
    }
    try {
      return send(exchange, 200, done(exchange, path, operation, body));
    } catch (RefusedException e) {
      return refuse(exchange, e);
    }
  }

  private String done(HttpExchange exchange, Matcher path, Operation operation, byte[] body)
      throws RefusedException {
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new RefusedException(405, 10000, "Method not allowed");
    }
    tokens.check(exchange.getRequestHeaders().getFirst("Authorization"));
    CloudQueue queue = queues.get(path.group(2));
    if (!path.group(1).equals(account) || queue == null) {
      throw new RefusedException(404, 10104, "Queue does not exist");
    }
    if (!queue.httpPull()) {
      throw new RefusedException(405, 10000, "HTTP pull is not enabled for this queue");
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      throw RefusedException.schema("Content-Type must be application/json");
    }
    return switch (ConsumerRequest.read(operation, body)) {
      case ConsumerRequest.Pull(int size, var visibility) ->
          ConsumerAnswer.pulled(queue.pull(size, visibility), queue.backlog());
      case ConsumerRequest.Ack ack -> settle(queue, ack);
    };
  }

  private static String settle(CloudQueue queue, ConsumerRequest.Ack ack) {
    List<String> warnings = new ArrayList<>();
    int acks = 0;
    for (String lease : ack.acks()) {
      acks += counted(queue.ack(lease), lease, warnings);
    }
    int retries = 0;
    for (ConsumerRequest.Retry retry : ack.retries()) {
      retries += counted(queue.retry(retry.lease(), retry.delay()), retry.lease(), warnings);
    }
    return ConsumerAnswer.settled(acks, retries, warnings);
  }

  private static int counted(boolean done, String lease, List<String> warnings) {
    if (!done) {
      warnings.add("No message is leased as " + lease);
    }
    return done ? 1 : 0;
  }

  private static int refuse(HttpExchange exchange, RefusedException e) throws IOException {
    return send(exchange, e.status(), ConsumerAnswer.refused(e.code(), e.getMessage()));
  }

  private static void header(HttpExchange exchange, String name, @Nullable String value) {
    if (value != null) {
      exchange.getResponseHeaders().set(name, value);
    }
  }

  private static int send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    return status;
  }
}
