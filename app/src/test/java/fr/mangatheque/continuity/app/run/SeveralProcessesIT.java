package fr.mangatheque.continuity.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.app.broker.EmbeddedBroker;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles spread over processes that share a cluster, and who answers what of them. */
class SeveralProcessesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path directory;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Site site;
  private EmbeddedBroker broker;

  @BeforeEach
  void aCluster() {
    site = new Site(directory);
    opened.add(site);
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    opened.add(broker);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  private Pipeline start(String name, String intake, Role... roles) throws Exception {
    String kafka =
        "bootstrap-servers: '%s', replication: 1, instance-id: %s"
            .formatted(broker.bootstrapServers(), name);
    Path file = site.file("-" + name, kafka, intake, "");
    Pipeline pipeline =
        Pipeline.start(
            ConfigurationReader.read(file, Map.of()).configuration(),
            Set.of(roles),
            InstantSource.system());
    opened.add(pipeline);
    return pipeline;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Pipeline ledger(String name, int port) throws Exception {
    return start(
        name,
        "port: %d, advertise: '127.0.0.1:%d'".formatted(port, port),
        Role.PROCESSORS,
        Role.INTAKE);
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  private void assertProtected(Pipeline asked, String key) throws Exception {
    HttpResponse<String> response = site.ask(asked.intakePort(), key);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(json(response).path("state").asText()).isEqualTo("protected");
    assertThat(json(response).path("key").asText()).isEqualTo(key);
  }

  private static boolean ready(Pipeline pipeline) {
    return pipeline.troubles().isEmpty();
  }

  /** Those that it answers for although it may pass no question on. */
  private List<String> keptBy(Pipeline asked, List<String> keys) throws Exception {
    List<String> kept = new ArrayList<>();
    for (String key : keys) {
      if (site.ask(asked.intakePort(), key, "Continuity-Forwarded", "owner").statusCode() == 200) {
        kept.add(key);
      }
    }
    return kept;
  }

  @Test
  void eitherProcessAnswersForAllKeysAndWhenOneEndsTheOtherTakesItsKeysOver() throws Exception {
    Pipeline one = ledger("one", freePort());
    Pipeline two = ledger("two", freePort());
    await().atMost(PATIENCE).until(() -> ready(one) && ready(two));
    List<String> keys = IntStream.range(0, 12).mapToObj(i -> "pages/" + i + ".png").toList();
    for (String key : keys) {
      site.upload(one.intakePort(), key, key);
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (String key : keys) {
                assertProtected(one, key);
                assertProtected(two, key);
              }
              assertThat(keptBy(two, keys)).isNotEmpty();
            });
    assertThat(site.ask(two.intakePort(), "pages/none.png").statusCode()).isEqualTo(404);
    assertThat(site.ask(one.intakePort(), "pages/none.png").statusCode()).isEqualTo(404);

    List<String> keptByOne = keptBy(one, keys);
    assertThat(keptByOne).isNotEmpty();
    assertThat(keptBy(two, keys))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(keptByOne)
        .allSatisfy(key -> assertProtected(one, key));

    Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    Queue<HttpResponse<String>> refused = new ConcurrentLinkedQueue<>();
    AtomicBoolean enough = new AtomicBoolean();
    try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> asked =
          asking.submit(() -> askUntil(enough, two, keptByOne.getFirst(), statuses, refused));
      one.close();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                for (String key : keys) {
                  assertProtected(two, key);
                }
              });
      enough.set(true);
      asked.get();
    }

    assertThat(statuses).containsExactlyInAnyOrder(200, 503);
    assertThat(refused)
        .allSatisfy(
            response -> {
              assertThat(response.headers().firstValue("Retry-After")).isPresent();
              assertThat(response.headers().firstValue("Content-Type"))
                  .contains("application/problem+json");
            })
        .anySatisfy(response -> assertThat(response.body()).contains("does not answer"));
  }

  private @Nullable Void askUntil(
      AtomicBoolean enough,
      Pipeline asked,
      String key,
      Set<Integer> statuses,
      Queue<HttpResponse<String>> refused)
      throws Exception {
    while (!enough.get()) {
      HttpResponse<String> response = site.ask(asked.intakePort(), key);
      statuses.add(response.statusCode());
      if (response.statusCode() == 503 && refused.size() < 1000) {
        refused.add(response);
      }
    }
    return null;
  }

  @Test
  void everyProcessTellsItsHealthAndOnlyTheIntakeTakesEvents() throws Exception {
    int port = freePort();
    Pipeline processors = start("processors", "port: " + port, Role.PROCESSORS);
    Pipeline notifier = start("notifier", "port: 0", Role.NOTIFIER);
    Pipeline intake =
        start("intake", "port: 0, ledger: '127.0.0.1:%d'".formatted(port), Role.INTAKE);
    Pipeline apart = start("apart", "port: 0", Role.INTAKE);
    for (Pipeline each : List.of(processors, notifier, intake)) {
      await()
          .atMost(PATIENCE)
          .until(() -> site.get(each.intakePort(), "/health/ready").statusCode() == 200);
      assertThat(site.get(each.intakePort(), "/health/live").statusCode()).isEqualTo(200);
      assertThat(site.get(each.intakePort(), "/metrics").body()).contains("jvm_memory_used_bytes");
    }

    site.upload(intake.intakePort(), "covers/1.jpg", "content");

    assertThat(json(site.ask(intake.intakePort(), "covers/1.jpg?wait=60s")).path("state").asText())
        .isEqualTo("protected");
    assertProtected(processors, "covers/1.jpg");
    assertThatThrownBy(() -> site.tell(processors.intakePort(), "covers/1.jpg"))
        .hasMessageContaining("takes no events");
    assertThatThrownBy(() -> site.tell(notifier.intakePort(), "covers/1.jpg"))
        .hasMessageContaining("takes no events");
    assertThat(site.ask(notifier.intakePort(), "covers/1.jpg").statusCode()).isEqualTo(404);
    HttpResponse<String> nowhere = site.ask(apart.intakePort(), "covers/1.jpg");
    assertThat(nowhere.statusCode()).isEqualTo(503);
    assertThat(nowhere.body()).contains("intake.ledger");
    assertThat(site.get(processors.intakePort(), "/metrics").body())
        .contains("continuity_copy_results_total");
  }
}
