package fr.mangatheque.continuity.producer.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Posts events to an intake. */
final class HttpTransport implements Transport {
  private static final Duration CONNECT_AT_MOST = Duration.ofSeconds(5);
  private static final int ANSWER_AT_MOST = 2 << 20;

  private final URI address;
  private final @Nullable String token;
  private final Duration timeout;
  private final InstantSource clock;
  private final HttpClient http;

  /**
   * @param address of the events, not of the intake as a whole
   */
  HttpTransport(URI address, @Nullable String token, Duration timeout, InstantSource clock) {
    this.address = address;
    this.token = token;
    this.timeout = timeout;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout.compareTo(CONNECT_AT_MOST) < 0 ? timeout : CONNECT_AT_MOST)
            // The token is for this address, and no other.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Reply send(List<byte[]> events) throws InterruptedException {
    Reply reply = new Reply(events);
    Deque<List<Integer>> open = new ArrayDeque<>();
    open.add(IntStream.range(0, events.size()).boxed().toList());
    while (!open.isEmpty() && reply.trouble() == null) {
      List<Integer> some = open.pop();
      HttpResponse<byte[]> answer;
      try {
        answer = post(some.stream().map(events::get).toList());
      } catch (IOException e) {
        reply.trouble(new Reply.Trouble(safe(e.toString()), null));
        break;
      }
      switch (answer.statusCode()) {
        case 200, 201, 202, 204 -> some.forEach(reply::taken);
        case 400, 403, 422 -> refuseFaulty(answer, some, reply, open);
        case 413 -> split(answer, some, reply, open);
        case 401 -> refuseAll(answer, some, reply);
        default -> trouble(answer, reply);
      }
    }
    return reply;
  }

  /** The faulty ones are refused, and the others posted again without them. */
  private void refuseFaulty(
      HttpResponse<byte[]> answer, List<Integer> some, Reply reply, Deque<List<Integer>> open) {
    SortedMap<Integer, String> faults = Answers.faults(answer, some.size());
    if (!faults.isEmpty()) {
      faults.forEach(
          (at, why) ->
              reply.refused(some.get(at), safe("HTTP " + answer.statusCode() + ": " + why)));
      List<Integer> others =
          IntStream.range(0, some.size())
              .filter(at -> !faults.containsKey(at))
              .mapToObj(some::get)
              .toList();
      if (!others.isEmpty()) {
        open.push(others);
      }
    } else if (answer.statusCode() == 403) {
      refuseAll(answer, some, reply);
    } else if (Answers.isProblem(answer)) {
      split(answer, some, reply, open);
    } else {
      // A proxy or another port, which knows nothing of events: the intake has seen none of them.
      trouble(answer, reply);
    }
  }

  private void trouble(HttpResponse<byte[]> answer, Reply reply) {
    reply.trouble(
        new Reply.Trouble(
            safe(Answers.words(answer)), Answers.retryAfter(answer, clock.instant())));
  }

  /** Which of them it is about is not told: half of them may well be taken. */
  private void split(
      HttpResponse<byte[]> answer, List<Integer> some, Reply reply, Deque<List<Integer>> open) {
    if (some.size() == 1) {
      reply.refused(some.getFirst(), safe(Answers.words(answer)));
      if (!Answers.isProblem(answer)) {
        // Who finds a single event too large may do so with each: no more of them for a while.
        trouble(answer, reply);
      }
      return;
    }
    int half = some.size() / 2;
    open.push(some.subList(half, some.size()));
    open.push(some.subList(0, half));
  }

  /** The sender is refused: it says no more for a while. */
  private void refuseAll(HttpResponse<byte[]> answer, List<Integer> some, Reply reply) {
    String words = safe(Answers.words(answer));
    some.forEach(index -> reply.refused(index, words));
    trouble(answer, reply);
  }

  private HttpResponse<byte[]> post(List<byte[]> events) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, application/problem+json")
            .POST(BodyPublishers.ofByteArray(array(events)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    // The request's own time-out ends with the answer's headers; a body may trickle for ever.
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_AT_MOST));
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + timeout, e);
    } finally {
      answer.cancel(true);
    }
  }

  private static byte[] array(List<byte[]> events) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    char before = '[';
    for (byte[] event : events) {
      body.write(before);
      body.writeBytes(event);
      before = ',';
    }
    body.write(']');
    return body.toByteArray();
  }

  /** Without the token, whoever may have said it back to us. */
  private String safe(String words) {
    return token == null ? words : words.replace(token, "****");
  }

  @Override
  public String place() {
    return address.toString();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
