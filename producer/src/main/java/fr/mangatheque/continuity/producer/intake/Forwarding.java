package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.Problem;
import fr.mangatheque.continuity.schemas.ObjectId;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;

/**
 * Passes a question about an object on to the process that knows, as the one who asked, and its
 * answer back. A question goes to a process of the ledger at most once, and from there to the
 * object's owner at most once: it cannot go in circles. Thread-safe.
 */
final class Forwarding implements AutoCloseable {
  private static final String MARK = "Continuity-Forwarded";
  private static final String TO_LEDGER = "ledger";
  private static final String TO_OWNER = "owner";

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER = 64 * 1024;

  private static final String STOPPING = "this process is stopping";

  private static final Set<Integer> PASSED_ON = Set.of(200, 400, 401, 403, 404, 429, 503);
  private static final Set<String> TYPES = Set.of(Answer.JSON, Problem.MEDIA_TYPE);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private volatile boolean closed;

  /**
   * Asks {@code to} instead; blocks until it answers, a few seconds longer than it is to wait at
   * most.
   */
  Answer forward(
      ServerRequest request,
      ObjectId object,
      ObjectLookup.Answer.At to,
      ObjectQuery.Asked question) {
    if (!mayGo(request, to)) {
      return Refusals.cannotTell(
          "the processes do not agree on who keeps this object: it is moving between them");
    }
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(address(object, to.process(), question))
            .timeout(question.patience().plus(ANSWER_WITHIN))
            .header(MARK, to.owner() ? TO_OWNER : TO_LEDGER);
    request
        .headers()
        .values(HeaderNames.AUTHORIZATION)
        .forEach(value -> asked.header("Authorization", value));
    try {
      return answer(
          to.process(),
          http.send(
              asked.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER)));
    } catch (SSLException e) {
      return Refusals.cannotTell(untrusted(to.process()));
    } catch (IOException e) {
      if (closed) {
        return Refusals.cannotTell(STOPPING);
      }
      return Refusals.cannotTell(
          "the process at "
              + to.process()
              + ", which knows, does not answer: it has ended, or is"
              + " starting again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Refusals.cannotTell(STOPPING);
    }
  }

  private static String untrusted(URI process) {
    return "this process cannot speak TLS with the one at "
        + process
        + ", which knows: its certificate is not trusted here or is of another name. Name it in"
        + " intake.advertise as its certificate does, and start each process with a trust store"
        + " that holds the certificate's issuer (-Djavax.net.ssl.trustStore=FILE)";
  }

  private static boolean mayGo(ServerRequest request, ObjectLookup.Answer.At to) {
    List<String> marks = request.headers().values(HeaderNames.create(MARK));
    return marks.isEmpty() || (to.owner() && marks.equals(List.of(TO_LEDGER)));
  }

  private static URI address(ObjectId object, URI process, ObjectQuery.Asked question) {
    String path = ObjectPath.format(object.source(), object.objectKey());
    return URI.create(process + ObjectsEndpoint.PREFIX + path + "?" + question.format());
  }

  private static Answer answer(URI process, HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (!PASSED_ON.contains(response.statusCode()) || !TYPES.contains(type)) {
      return Refusals.cannotTell(
          "the process at " + process + ", which knows, answers " + response.statusCode());
    }
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : List.of("Retry-After", "WWW-Authenticate")) {
      List<String> values = response.headers().allValues(name);
      if (!values.isEmpty()) {
        headers.put(name, values);
      }
    }
    return new Answer(response.statusCode(), type, response.body(), headers);
  }

  /** Answers now those who wait for another process. */
  @Override
  public void close() {
    closed = true;
    http.shutdownNow();
  }
}
