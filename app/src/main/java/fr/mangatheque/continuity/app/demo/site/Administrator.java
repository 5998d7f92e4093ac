package fr.mangatheque.continuity.app.demo.site;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Set;
import java.util.stream.StreamSupport;

/** Asks and orders over the operators' API, as the commands do. Thread-safe. */
public final class Administrator implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_RUN = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 100;
  private static final Set<String> ENDED = Set.of("succeeded", "failed", "skipped");
  private static final int ERRORS = 400;

  private final URI api;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param api where the operators' API listens
   * @param token an operator's
   */
  public Administrator(URI api, String token) {
    this.api = api;
    this.token = token;
  }

  /**
   * What came of a run of a job.
   *
   * @param phase succeeded, failed, skipped, or as far as it came
   * @param detail in a sentence
   */
  public record Run(String phase, String detail) {
    /** Whether it did what it is for. */
    public boolean succeeded() {
      return phase.equals("succeeded");
    }
  }

  /** Has a job of a source run now, and waits for its end. */
  public Run run(String source, String job) throws InterruptedException {
    String runs = "/v1/jobs/" + source + "/" + job + "/runs";
    String id = ask("POST", runs).path("id").asText();
    String run = runs + "/" + id.substring(id.lastIndexOf('@') + 1);
    long end = System.nanoTime() + LONGEST_RUN.toNanos();
    while (true) {
      JsonNode now = ask("GET", run);
      String phase = now.path("phase").asText();
      if (ENDED.contains(phase) || System.nanoTime() - end > 0) {
        return new Run(phase, now.path("detail").asText());
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** The cases that wait for a person's decision. */
  public List<String> undecided() throws InterruptedException {
    return StreamSupport.stream(ask("GET", "/v1/guard").path("cases").spliterator(), false)
        .filter(held -> held.path("decision").isNull() || held.path("decision").isMissingNode())
        .map(held -> held.path("id").asText())
        .toList();
  }

  /** How many objects of a source have a change that is not protected yet. */
  public long backlog(String source) throws InterruptedException {
    return StreamSupport.stream(ask("GET", "/v1/status").path("sources").spliterator(), false)
        .filter(of -> of.path("source").asText().equals(source))
        .mapToLong(of -> of.path("totals").path("backlog").asLong())
        .sum();
  }

  /** Decides that what a case is about is no deletion. */
  public void reject(String id) throws InterruptedException {
    ask("POST", "/v1/guard/" + id + "/reject");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private JsonNode ask(String method, String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= ERRORS) {
        throw new IllegalStateException(
            method + " " + path + " was answered " + answer.statusCode() + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot ask the operators' API at " + api, e);
    }
  }
}
