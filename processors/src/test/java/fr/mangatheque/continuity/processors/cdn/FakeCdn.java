package fr.mangatheque.continuity.processors.cdn;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A CDN that gives what it is told to, over HTTP. */
final class FakeCdn implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Given> given = new ConcurrentHashMap<>();
  private final Queue<Given> stumbles = new ConcurrentLinkedQueue<>();

  private record Given(int status, byte[] body, Map<String, String> headers, long announced) {}

  FakeCdn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * @param path as it is on the wire, with its slash
   */
  void gives(String path, byte[] body, Map<String, String> headers) {
    given.put(path, new Given(200, body, headers, body.length));
  }

  void answers(String path, int status) {
    given.put(path, new Given(status, new byte[0], Map.of(), -1));
  }

  /** Announces more than it gives. */
  void breaksOff(String path, byte[] body) {
    given.put(path, new Given(200, body, Map.of(), body.length + 10L));
  }

  /** Before it gives what it gives, once. */
  void stumbles(int status) {
    stumbles.add(new Given(status, new byte[0], Map.of(), -1));
  }

  private void answer(HttpExchange exchange) throws IOException {
    Given stumble = stumbles.poll();
    Given is =
        stumble != null
            ? stumble
            : given.getOrDefault(
                exchange.getRequestURI().getRawPath(), new Given(404, new byte[0], Map.of(), -1));
    is.headers().forEach(exchange.getResponseHeaders()::set);
    try (exchange) {
      exchange.sendResponseHeaders(is.status(), is.announced());
      exchange.getResponseBody().write(is.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
