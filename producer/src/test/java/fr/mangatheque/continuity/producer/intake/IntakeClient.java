package fr.mangatheque.continuity.producer.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A sender, as applications are. */
final class IntakeClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String base;
  private final String secret;

  IntakeClient(int port, String secret) {
    this.base = "http://127.0.0.1:" + port;
    this.secret = secret;
  }

  record Reply(int status, HttpResponse<String> response) {
    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + response.body(), e);
      }
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    List<String> ids() {
      List<String> ids = new ArrayList<>();
      json().path("ids").forEach(id -> ids.add(id.asText()));
      return ids;
    }

    /** Each fault as {@code index pointer}. */
    List<String> faults() {
      List<String> faults = new ArrayList<>();
      json()
          .path("errors")
          .forEach(e -> faults.add(e.path("index").asText() + e.path("pointer").asText()));
      return faults;
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(90))
        .header("Authorization", "Bearer " + secret);
  }

  /** An event of somebody who shows no token. */
  HttpRequest.Builder anonymous() {
    return HttpRequest.newBuilder(URI.create(base + "/v1/events"))
        .header("Content-Type", "application/json");
  }

  Reply send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), response);
    } catch (IOException e) {
      throw new AssertionError("no answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  CompletableFuture<Reply> getLater(String path) {
    return http.sendAsync(request(path).GET().build(), BodyHandlers.ofString())
        .thenApply(response -> new Reply(response.statusCode(), response));
  }

  Reply get(String path) {
    return send(request(path).GET().build());
  }

  Reply post(String body) {
    return post(BodyPublishers.ofString(body));
  }

  Reply post(BodyPublisher body) {
    return send(
        request("/v1/events").header("Content-Type", "application/json").POST(body).build());
  }

  /** Without saying how long it is. */
  Reply postChunked(byte[] body) {
    return post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
  }

  @Override
  public void close() {
    http.close();
  }
}
