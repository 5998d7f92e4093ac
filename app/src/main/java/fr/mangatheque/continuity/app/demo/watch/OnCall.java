package fr.mangatheque.continuity.app.demo.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The one who is told: a listener on loopback that believes only what carries the right signature.
 * Thread-safe.
 */
public final class OnCall implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String PATH = "/on-call";
  private static final int KEY_BYTES = 32;
  private static final int TAKEN = 204;
  private static final int FORGED = 401;

  private final InstantSource clock;
  private final String secret;
  private final WebhookSeal seal;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Alert> alerts = new CopyOnWriteArrayList<>();
  private final AtomicInteger forged = new AtomicInteger();

  /** Listens on a free port from now on. */
  public OnCall(InstantSource clock) {
    this.clock = clock;
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    this.secret = "whsec_" + Base64.getEncoder().encodeToString(key);
    this.seal = new WebhookSeal(secret);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen for alerts on loopback", e);
    }
    server.createContext(PATH, this::receive);
    server.setExecutor(threads);
    server.start();
  }

  /** Where alerts are to be posted. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  /** What they are to be signed with. */
  public String secret() {
    return secret;
  }

  /** All that were believed, in the order of arrival; a delivery may come twice. */
  public List<Alert> alerts() {
    return List.copyOf(alerts);
  }

  /** Distinct incidents that were opened. */
  public int raised() {
    return incidents(Alert::opened);
  }

  /** Distinct incidents that were resolved. */
  public int cleared() {
    return incidents(Alert::resolved);
  }

  /** Messages that were not believed. */
  public int forged() {
    return forged.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private int incidents(Predicate<Alert> which) {
    return (int) alerts.stream().filter(which).map(Alert::incident).distinct().count();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Headers headers = exchange.getRequestHeaders();
      boolean believed =
          seal.holds(
              headers.getFirst("webhook-id"),
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              body,
              clock.instant());
      if (believed) {
        alerts.add(alert(JSON.readTree(body)));
      } else {
        forged.incrementAndGet();
      }
      exchange.sendResponseHeaders(believed ? TAKEN : FORGED, -1);
    }
  }

  private static Alert alert(JsonNode message) {
    JsonNode data = message.path("data");
    return new Alert(
        message.path("type").asText(),
        data.path("incidentId").asText(),
        data.path("causeClass").asText(),
        data.path("severity").asText(),
        data.path("summary").asText());
  }
}
