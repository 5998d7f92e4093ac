package fr.mangatheque.continuity.app.demo.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A queue that is pulled over HTTP as Cloudflare's are: messages are leased, and come again unless
 * they are acknowledged. Thread-safe.
 */
public final class QueueEndpoint implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Part of every path of the API. */
  private static final String API = "/client/v4";

  private final String token = UUID.randomUUID().toString();
  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Held> messages = new LinkedHashMap<>();

  private record Held(byte[] body, long at, int attempts, String lease, long leasedUntil) {}

  /** Listens on loopback. */
  public QueueEndpoint(InstantSource clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen for those who pull from the queue", e);
    }
    server.setExecutor(executor);
    server.createContext(API, this::handle);
    server.start();
  }

  /** Where the API is. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + API);
  }

  /** What those who pull show. */
  public String token() {
    return token;
  }

  /** Lays a message into it. */
  public synchronized void put(byte[] body) {
    messages.put(UUID.randomUUID().toString(), new Held(body, clock.millis(), 0, "", 0));
  }

  /** How many were not acknowledged yet. */
  public synchronized int waiting() {
    return messages.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode asked = JSON.readTree(exchange.getRequestBody());
      String path = exchange.getRequestURI().getPath();
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      ObjectNode answer = JSON.createObjectNode();
      int status = 200;
      if (!("Bearer " + token).equals(shown)) {
        status = 403;
      } else if (path.endsWith("/messages/pull")) {
        answer.set("result", pull(asked));
      } else if (path.endsWith("/messages/ack")) {
        answer.set("result", acknowledge(asked));
      } else {
        status = 404;
      }
      answer.put("success", status == 200);
      answer.putArray("errors");
      answer.putArray("messages");
      byte[] body = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized ObjectNode pull(JsonNode asked) {
    long now = clock.millis();
    int most = asked.path("batch_size").asInt(5);
    long until = now + asked.path("visibility_timeout_ms").asLong(30_000);
    ObjectNode result = JSON.createObjectNode();
    ArrayNode pulled = result.putArray("messages");
    for (Map.Entry<String, Held> message : messages.entrySet()) {
      Held held = message.getValue();
      if (pulled.size() < most && held.leasedUntil() <= now) {
        Held leased =
            new Held(
                held.body(), held.at(), held.attempts() + 1, UUID.randomUUID().toString(), until);
        message.setValue(leased);
        ObjectNode one = pulled.addObject();
        one.put("id", message.getKey());
        one.put("body", Base64.getEncoder().encodeToString(leased.body()));
        one.put("timestamp_ms", leased.at());
        one.put("attempts", leased.attempts());
        one.put("lease_id", leased.lease());
        one.putObject("metadata").put("CF-Content-Type", "json");
      }
    }
    result.put("message_backlog_count", messages.size());
    return result;
  }

  private synchronized ObjectNode acknowledge(JsonNode asked) {
    int acknowledged = 0;
    for (JsonNode ack : asked.path("acks")) {
      acknowledged += remove(ack.path("lease_id").asText()) ? 1 : 0;
    }
    for (JsonNode retry : asked.path("retries")) {
      putBack(retry.path("lease_id").asText(), retry.path("delay_seconds").asLong());
    }
    ObjectNode result = JSON.createObjectNode();
    result.put("ackCount", acknowledged);
    result.put("retryCount", asked.path("retries").size());
    return result;
  }

  private boolean remove(String lease) {
    Iterator<Held> all = messages.values().iterator();
    while (all.hasNext()) {
      if (all.next().lease().equals(lease)) {
        all.remove();
        return true;
      }
    }
    return false;
  }

  private void putBack(String lease, long delaySeconds) {
    long again = clock.millis() + 1_000 * delaySeconds;
    messages.replaceAll(
        (_, held) ->
            held.lease().equals(lease)
                ? new Held(held.body(), held.at(), held.attempts(), "", again)
                : held);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
