package fr.mangatheque.continuity.app.command.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.AnswerJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Asks a running pipeline. What keeps it from an answer is a {@link CommandFailure}. */
final class OperatorClient {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  /** Reading a large object takes as long as it takes. */
  private static final Duration READ_WITHIN = Duration.ofHours(12);

  private final URI url;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .build();

  /**
   * @param url without a slash at its end
   */
  OperatorClient(URI url, String token) {
    this.url = url;
    this.token = token;
  }

  <T> T get(String path, Map<String, String> query, Class<T> type) {
    return read(send(request(path, query).GET().timeout(ANSWER_WITHIN)), type);
  }

  /** As {@link #get}, of what may take very long. */
  <T> T await(String path, Map<String, String> query, Class<T> type) {
    return read(send(request(path, query).GET().timeout(READ_WITHIN)), type);
  }

  <T> T post(String path, Map<String, String> query, Class<T> type) {
    HttpRequest.Builder request = request(path, query).POST(BodyPublishers.noBody());
    return read(send(request.timeout(ANSWER_WITHIN)), type);
  }

  private HttpRequest.Builder request(String path, Map<String, String> query) {
    String asked =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .sorted()
            .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
    try {
      return HttpRequest.newBuilder(URI.create(url + path + asked))
          .header("Authorization", "Bearer " + token);
    } catch (IllegalArgumentException e) {
      // Its message may hold the token.
      throw new CommandFailure(
          ExitCode.USAGE, "the token or the URL has characters that no request can carry");
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "nothing answers at "
              + url
              + ". Is 'continuity run' running, with the role processors and operator.tokens? Is"
              + " --url right?");
    } catch (HttpTimeoutException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "the pipeline at " + url + " took the question and does not answer; its log may say why");
    } catch (SSLException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "this machine cannot speak TLS with "
              + url
              + ": "
              + e.getMessage()
              + ". If its certificate is of an issuer of your own, make a trust store of that"
              + " (keytool -importcert -file ISSUER.pem -keystore FILE) and name it:"
              + " CONTINUITY_JAVA_OPTS='-Djavax.net.ssl.trustStore=FILE"
              + " -Djavax.net.ssl.trustStorePassword=PASSWORD'");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "what answers at "
              + url
              + " is no pipeline, or ended meanwhile ("
              + e.getMessage()
              + "); see --url"
              + (url.getScheme().equals("http") ? ", with operator.tls it is https://…" : ""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "interrupted");
    }
  }

  private <T> T read(HttpResponse<byte[]> response, Class<T> type) {
    return switch (response.statusCode()) {
      case 200 -> {
        try {
          yield AnswerJson.read(response.body(), type);
        } catch (IOException e) {
          throw new CommandFailure(
              ExitCode.UNREACHABLE,
              "what answers at " + url + " is no pipeline, or one of another version; see --url");
        }
      }
      case 401 -> throw new CommandFailure(ExitCode.REFUSED, detail(response));
      case 503 -> throw new CommandFailure(ExitCode.INCOMPLETE, detail(response));
      default -> throw new CommandFailure(ExitCode.FAILED, detail(response));
    };
  }

  private String detail(HttpResponse<byte[]> response) {
    try {
      JsonNode problem = JsonMapper.builder().build().readTree(response.body());
      String detail = problem.path("detail").asText();
      if (!detail.isEmpty()) {
        return detail;
      }
    } catch (IOException e) {
      return url + " answers " + response.statusCode() + " and no reason: is it a pipeline?";
    }
    return url + " answers " + response.statusCode() + " and no reason: is it a pipeline?";
  }
}
