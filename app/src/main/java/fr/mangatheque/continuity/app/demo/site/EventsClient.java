package fr.mangatheque.continuity.app.demo.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Posts events as an application does. Thread-safe. */
public final class EventsClient implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ACCEPTED = 202;

  private final URI events;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param events where they are posted
   * @param token the bearer token
   */
  public EventsClient(URI events, String token) {
    this.events = events;
    this.token = token;
  }

  /** Posts one as an object. */
  public void post(Event event) throws InterruptedException {
    accepted(post(event, token));
  }

  /** Posts some as an array. */
  public void post(List<Event> batch) throws InterruptedException {
    accepted(post(batch, token));
  }

  /** Posts in another form. */
  public void post(Message message) throws InterruptedException {
    accepted(send(message, token));
  }

  /** Posts with a token that may be wrong, and tells the status. */
  public int post(Object body, String withToken) throws InterruptedException {
    try {
      return send(
          new Message("application/json", Map.of(), JSON.writeValueAsBytes(body)), withToken);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON", e);
    }
  }

  private int send(Message message, String withToken) throws InterruptedException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(events)
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + withToken)
              .header("Content-Type", message.contentType())
              .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
      message.headers().forEach(request::header);
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot post events to " + events, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private void accepted(int status) {
    if (status != ACCEPTED) {
      throw new IllegalStateException(
          "The intake at " + events + " answered " + status + " to events it should have taken");
    }
  }
}
