package fr.mangatheque.continuity.testkit.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Where a pipeline's webhooks go: what people were told. Safe for any thread. */
public final class IncidentLog implements AutoCloseable {
  private static final String PATH = "/alerts";
  private static final int TAKEN = 204;

  /** Good to know, and nobody has to do anything: no incident. */
  private static final String NEWS = "incident.news";

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  public IncidentLog() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on loopback", e);
    }
    server.createContext(PATH, this::receive);
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  /** All incidents so far, in the order in which they were opened. */
  public synchronized List<Incident> incidents() {
    return new ArrayList<>(incidents.values());
  }

  /** Those that are not over. */
  public List<Incident> open() {
    return incidents().stream().filter(incident -> !incident.resolved()).toList();
  }

  /**
   * What is wrong with what was told.
   *
   * @param needed {@code STAGE/CAUSE} or {@code CAUSE} of what people had to be told; one of those
   *     that a {@code |} separates is enough
   * @param allowed of what they may have been told besides
   * @param lasting what is over only after a time that nobody waits for here
   */
  public List<Finding> compare(
      List<String> needed, Predicate<Incident> allowed, Predicate<Incident> lasting) {
    List<Finding> findings = new ArrayList<>();
    List<Incident> told = incidents();
    for (String one : needed) {
      if (told.stream().noneMatch(incident -> fits(incident, one))) {
        findings.add(
            new Finding(Check.RAISED, one, "nobody was told; there was only " + places(told)));
      }
    }
    for (Incident incident : told) {
      if (!incident.resolved() && !lasting.test(incident)) {
        findings.add(new Finding(Check.CLEARED, incident.place(), incident.summary()));
      }
      if (!allowed.test(incident) && needed.stream().noneMatch(one -> fits(incident, one))) {
        findings.add(new Finding(Check.CALM, incident.place(), incident.summary()));
      }
    }
    return findings;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static boolean fits(Incident incident, String wanted) {
    for (String one : wanted.split("\\|", -1)) {
      if (one.equals(incident.cause()) || one.equals(incident.place())) {
        return true;
      }
    }
    return false;
  }

  private static List<String> places(List<Incident> incidents) {
    return incidents.stream().map(Incident::place).toList();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      take(json.readTree(exchange.getRequestBody()));
      exchange.sendResponseHeaders(TAKEN, -1);
    }
  }

  private synchronized void take(JsonNode message) {
    if (message.path("type").asText().equals(NEWS)) {
      return;
    }
    JsonNode data = message.path("data");
    String id = data.path("incidentId").asText();
    Incident known = incidents.get(id);
    // a delivery may come twice, and what was over stays over
    boolean resolved =
        message.path("type").asText().equals("incident.resolved")
            || (known != null && known.resolved());
    incidents.put(
        id,
        new Incident(
            id,
            data.path("stage").asText(),
            data.path("causeClass").asText(),
            data.path("severity").asText(),
            data.path("summary").asText(),
            resolved));
  }
}
