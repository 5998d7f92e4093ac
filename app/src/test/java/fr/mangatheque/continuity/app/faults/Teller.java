package fr.mangatheque.continuity.app.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application's queue of events: what was not acknowledged is said again, to whichever process
 * listens by then.
 */
final class Teller implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Teller.class);
  private static final int ACCEPTED = 202;
  private static final int BATCH = 50;

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<UploadEvent> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger untold = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private final IntSupplier port;
  private final Thread thread;

  /**
   * @param port where events are taken now; negative while nowhere
   */
  Teller(IntSupplier port) {
    this.port = port;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  void tell(UploadEvent event) {
    untold.incrementAndGet();
    queue.add(event);
  }

  /** Whether everything was acknowledged. */
  boolean toldAll() {
    return untold.get() == 0;
  }

  /** How many events were acknowledged. */
  int told() {
    return told.get();
  }

  private void run() {
    try {
      while (true) {
        List<UploadEvent> batch = new ArrayList<>();
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
        while (!taken(batch)) {
          TimeUnit.MILLISECONDS.sleep(200);
        }
        told.addAndGet(batch.size());
        untold.addAndGet(-batch.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean taken(List<UploadEvent> batch) throws InterruptedException {
    int to = port.getAsInt();
    if (to < 0) {
      return false;
    }
    ArrayNode events = mapper.createArrayNode();
    batch.forEach(event -> events.add(event.json(mapper)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to + "/v1/events"))
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + FaultSite.TOKEN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(events.toString()))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 == 4 && response.statusCode() != 429) {
        log.atError().addKeyValue("answer", response.body()).log("Events were refused");
      }
      return response.statusCode() == ACCEPTED;
    } catch (IOException e) {
      log.atDebug().setCause(e).log("Nobody took events");
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    http.shutdownNow();
  }
}
