package fr.mangatheque.continuity.notifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.mangatheque.continuity.notifier.channel.WebhookSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Receives webhooks, answers what it is told to, and remembers what it accepted. */
public final class WebhookListener implements AutoCloseable {
  /** A webhook as it came. */
  public record Heard(String id, boolean signed, JsonNode body) {
    public String type() {
      return body.get("type").asText();
    }

    public String incident() {
      return body.get("data").get("incidentId").asText();
    }

    public String causeKey() {
      return body.get("data").get("causeKey").asText();
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final WebhookSignature signature;
  private final List<Heard> accepted = new CopyOnWriteArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile int status = 204;
  private volatile String retryAfter = "";

  public WebhookListener(String secret) throws IOException {
    signature = new WebhookSignature(secret);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alerts");
  }

  /** What it answers from now on. */
  public void answers(int status, String retryAfter) {
    this.retryAfter = retryAfter;
    this.status = status;
  }

  public void accepts() {
    answers(204, "");
  }

  public List<Heard> accepted() {
    return accepted;
  }

  public int refused() {
    return refused.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int answer = status;
      if (answer / 100 == 2) {
        accepted.add(heard(exchange, body));
      } else {
        refused.incrementAndGet();
      }
      if (!retryAfter.isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
      }
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  private Heard heard(HttpExchange exchange, byte[] body) throws IOException {
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    Instant time =
        Instant.ofEpochSecond(
            Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp")));
    boolean signed =
        signature.isValid(
            exchange.getRequestHeaders().getFirst("webhook-signature"), id, time, body);
    return new Heard(id, signed, JSON.readTree(body));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
