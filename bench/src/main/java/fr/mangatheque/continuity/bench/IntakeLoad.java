package fr.mangatheque.continuity.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Posts events in batches from several connections, as an application with much to say. */
final class IntakeLoad {
  private IntakeLoad() {}

  /** Arguments: port, events, batch, connections. Tells wall and CPU nanoseconds, and refusals. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    int events = Integer.parseInt(arguments[1]);
    int batch = Integer.parseInt(arguments[2]);
    int connections = Integer.parseInt(arguments[3]);
    URI target = URI.create("http://127.0.0.1:" + port + "/v1/events");
    AtomicLong next = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    long cpu = Cpu.nanos();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<?>> senders = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        senders.add(
            threads.submit(
                () -> {
                  send(target, events, batch, next, refused);
                  return null;
                }));
      }
      for (Future<?> sender : senders) {
        sender.get();
      }
    }
    long wall = System.nanoTime() - start;
    System.out.println("=" + wall + " " + (Cpu.nanos() - cpu) + " " + refused);
  }

  private static void send(URI target, int events, int batch, AtomicLong next, AtomicLong refused)
      throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      long first = next.getAndAdd(batch);
      while (first < events) {
        HttpRequest request =
            HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + IntakeServer.TOKEN)
                .POST(BodyPublishers.ofByteArray(body(first, batch)))
                .build();
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 202) {
          refused.incrementAndGet();
        }
        first = next.getAndAdd(batch);
      }
    }
  }

  private static byte[] body(long first, int batch) {
    StringBuilder json = new StringBuilder(batch * 160).append('[');
    for (long i = first; i < first + batch; i++) {
      json.append(i == first ? "" : ",")
          .append("{\"source\":\"uploads\",\"key\":\"mangas/one-piece/chapters/")
          .append(i / 20)
          .append("/pages/")
          .append(i % 20)
          .append(".webp\",\"action\":\"created\",\"size\":204800,")
          .append("\"etag\":\"9b2cf535f27731c974343645a3985328\"}");
    }
    return json.append(']').toString().getBytes(UTF_8);
  }
}
