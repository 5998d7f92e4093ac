package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.AnswerJson;
import fr.mangatheque.continuity.app.operator.answer.Silence;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Asks the other processes, all at once, as the one who asked. Thread-safe. */
final class Fleet implements AutoCloseable {
  /** Where a process answers others, below the address it advertises. */
  static final String INSIDE = "/internal/v1/";

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .executor(threads)
          .build();

  /**
   * @param heard what those said who answered
   * @param silences those who did not
   */
  record Heard<T>(List<T> heard, List<Silence> silences) {}

  /** One process's answer. */
  sealed interface Word<T> {
    record Said<T>(T answer) implements Word<T> {}

    record Nothing<T>(String why) implements Word<T> {}
  }

  /** Asks each of {@code processes} for the same. */
  <T> Heard<T> ask(
      Map<URI, Set<Integer>> processes, String path, List<String> authorization, Class<T> type) {
    Map<URI, CompletableFuture<Word<T>>> asked = new TreeMap<>();
    for (URI process : processes.keySet()) {
      asked.put(
          process,
          CompletableFuture.supplyAsync(() -> ask(process, path, authorization, type), threads));
    }
    List<T> heard = new ArrayList<>();
    List<Silence> silences = new ArrayList<>();
    asked.forEach(
        (process, answer) -> {
          switch (answer.join()) {
            case Word.Said<T>(T said) -> heard.add(said);
            case Word.Nothing<T>(String why) -> {
              Set<Integer> kept = processes.getOrDefault(process, Set.of());
              silences.add(
                  new Silence("process", kept.stream().sorted().toList(), process.toString(), why));
            }
          }
        });
    return new Heard<>(heard, silences);
  }

  /** Asks one process; 404 with a problem is an answer of nothing, too. */
  <T> Word<T> ask(URI process, String path, List<String> authorization, Class<T> type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(process + INSIDE + path)).timeout(ANSWER_WITHIN);
    authorization.forEach(value -> request.header("Authorization", value));
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return switch (response.statusCode()) {
        case 200 -> new Word.Said<>(AnswerJson.read(response.body(), type));
        case 401 ->
            new Word.Nothing<>(
                "it does not know this token: give all processes the same" + " operator.tokens");
        case 404 -> new Word.Nothing<>("it answers no operators: give it operator.tokens, too");
        default -> new Word.Nothing<>("it answers " + response.statusCode());
      };
    } catch (IOException e) {
      return new Word.Nothing<>(
          "it does not answer (" + words(e) + "): it has ended, or is starting again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Word.Nothing<>("this process is stopping");
    }
  }

  private static String words(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** Answers now those who wait for another process. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
