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

  /** Posts with a token that may be wrong, and tells the status. */
  public int post(Object body, String withToken) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(events)
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + withToken)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON", e);
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
