package fr.mangatheque.continuity.producer.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An intake that answers as a test wishes. */
public final class Stub implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Function<Request, Answer> answers;

  /** All that came, in order. */
  public final List<Request> requests = new CopyOnWriteArrayList<>();

  public record Request(String path, String authorization, String body, long nanos) {
    List<String> keys() {
      try {
        List<String> keys = new ArrayList<>();
        for (JsonNode event : JSON.readTree(body)) {
          keys.add(event.path("key").asText());
        }
        return keys;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public record Answer(int status, String body, Map<String, String> headers) {
    public static Answer taken() {
      return new Answer(202, "{\"ids\":[]}", Map.of());
    }

    static Answer of(int status, String body) {
      return new Answer(status, body, Map.of());
    }

    Answer with(String header, String value) {
      return new Answer(status, body, Map.of(header, value));
    }

    /** Never ends. */
    static Answer trickling() {
      return new Answer(202, "trickle", Map.of());
    }
  }

  public Stub(Function<Request, Answer> answers) throws IOException {
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answer(Function<Request, Answer> with) {
    answers = with;
  }

  /** Keys of all events of all requests, in order. */
  List<String> keys() {
    return requests.stream().flatMap(request -> request.keys().stream()).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8),
              System.nanoTime());
      requests.add(request);
      Answer answer = answers.apply(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(UTF_8);
      boolean trickles = answer.body().equals("trickle");
      exchange.sendResponseHeaders(answer.status(), trickles ? 1_000_000 : body.length);
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
      if (trickles) {
        // Until the client has gone.
        int never = exchange.getRequestBody().read();
        if (never == -1) {
          Thread.currentThread().join();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
