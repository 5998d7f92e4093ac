package fr.mangatheque.continuity.producer.http;

import fr.mangatheque.continuity.producer.connection.Connection;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints by their paths, in Helidon's terms; what has no endpoint is refused in ours. A path
 * that ends with a slash stands for all that begins with it, as it was sent: to be read by its
 * endpoint.
 */
public final class Site {
  private final Map<String, Endpoint> endpoints;
  private final SiteWords words;
  private final ProxyCheck proxy;
  private final MeterRegistry registry;

  /**
   * @param proxyHeader in which a proxy says {@code https} of what came to it by TLS; null if there
   *     is none to be heeded
   */
  public Site(
      Map<String, Endpoint> endpoints,
      SiteWords words,
      @Nullable String proxyHeader,
      MeterRegistry registry,
      InstantSource clock) {
    this.endpoints = Map.copyOf(endpoints);
    this.words = words;
    this.proxy = new ProxyCheck(words.name(), proxyHeader, registry, clock);
    this.registry = registry;
  }

  /** Where something is. */
  public Set<String> paths() {
    return endpoints.keySet();
  }

  /** Answers now those who are let wait. */
  public void stopWaiting() {
    endpoints.values().forEach(Endpoint::stopWaiting);
  }

  HttpRouting.Builder routing() {
    return HttpRouting.builder().any(this::handle);
  }

  private void handle(ServerRequest request, ServerResponse response) {
    proxy.check(request);
    if (request.headers().contains(HeaderNames.CONTENT_ENCODING)) {
      send(HttpRefusals.encoded(), "other", request, response);
      return;
    }
    String path = path(request);
    Endpoint endpoint = endpoints.get(path);
    if (endpoint == null) {
      send(words.nothingAt(path), "other", request, response);
      return;
    }
    if (request.content().consumed()) {
      // It has no body, so it is not its sender who is waited for, however long the answer takes.
      Connection.current().arrived();
    }
    String method = request.prologue().method().text();
    boolean taken = List.of(endpoint.methods().split(", ")).contains(method);
    Answer answer =
        taken ? endpoint.answer(request) : HttpRefusals.wrongMethod(method, endpoint.methods());
    send(answer, path, request, response);
  }

  private String path(ServerRequest request) {
    String raw = request.prologue().uriPath().rawPath();
    return endpoints.keySet().stream()
        .filter(path -> path.endsWith("/") && raw.startsWith(path))
        .findFirst()
        .orElseGet(() -> request.path().path());
  }

  private void send(Answer answer, String path, ServerRequest request, ServerResponse response) {
    count(path, answer);
    response.status(answer.status());
    response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
    answer
        .headers()
        .forEach(
            (name, values) ->
                response.header(HeaderValues.create(HeaderNames.create(name), values)));
    boolean whole = request.content().consumed();
    if (request.headers().contains(HeaderNames.TRANSFER_ENCODING) && !whole) {
      // A stranger's chunks would be read into memory only to be thrown away.
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    // The server leaves that to the sender, and would read on where nothing is to be read.
    boolean ends =
        response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
            || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    Connection connection = Connection.current();
    connection.answering();
    if (request.prologue().method().text().equals("HEAD")) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(answer.body().length));
      response.send();
    } else {
      response.send(answer.body());
    }
    connection.answered(whole);
    if (ends) {
      if (!whole) {
        connection.linger();
      }
      throw new CloseConnectionException("it was said that this is the last answer");
    }
  }

  /** For requests that never come to an endpoint, or break one. */
  DirectHandlers refusals() {
    DirectHandlers.Builder all = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      all.addHandler(type, this::refuse);
    }
    return all.build();
  }

  private DirectHandler.TransportResponse refuse(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    Answer answer = refusal(status.code(), message);
    count("other", answer);
    headers.set(HeaderNames.CONTENT_TYPE, answer.contentType());
    answer.headers().forEach((name, values) -> headers.set(HeaderNames.create(name), values));
    return DirectHandler.TransportResponse.builder()
        .status(Status.create(answer.status()))
        .headers(headers)
        .keepAlive(type.keepAlive())
        .entity(answer.body())
        .build();
  }

  private Answer refusal(int status, @Nullable String message) {
    if (status == 413) {
      return words.farTooLarge();
    }
    return status >= 500 ? words.failed(status) : HttpRefusals.noHttp(status, message);
  }

  private void count(String path, Answer answer) {
    Tally tally = answer.tally();
    registry
        .counter(
            "continuity." + words.name() + ".requests",
            "path",
            path,
            "form",
            tally.form(),
            "sender",
            tally.sender(),
            "outcome",
            tally.outcome().word(),
            "status",
            String.valueOf(answer.status()))
        .increment();
  }
}
