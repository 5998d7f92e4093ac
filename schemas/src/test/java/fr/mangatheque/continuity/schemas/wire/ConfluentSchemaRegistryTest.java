package fr.mangatheque.continuity.schemas.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import fr.mangatheque.continuity.schemas.event.Tick;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter before a server that answers what it is told to. */
class ConfluentSchemaRegistryTest {
  private static final Schema SCHEMA = PublishedSchema.of(Tick.getClassSchema());

  private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "{\"id\":42}";
  private volatile boolean silent;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.getRequestBody().readAllBytes();
          if (silent) {
            awaitEnd();
          }
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ConfluentSchemaRegistry registry(Map<String, String> properties) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new ConfluentSchemaRegistry(new RegistrySettings(url, properties));
  }

  @Test
  void aUserAndPasswordAreSent() throws Exception {
    try (var registry = registry(Map.of("basic.auth.user.info", "me:secret"))) {
      assertThat(registry.idOf("t-value", SCHEMA)).isEqualTo(42);
    }

    assertThat(authorizations)
        .containsExactly(
            "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({"401", "403", "404", "500", "503"})
  void aRefusalIsTheRegistrysAndNotTheRecords(int refusal) throws Exception {
    status = refusal;
    answer = "{\"error_code\":" + refusal + ",\"message\":\"no\"}";

    try (var registry = registry(Map.of())) {
      assertThatThrownBy(() -> registry.schemaOf(7))
          .isInstanceOf(RegistryException.class)
          .hasMessageContainingAll("http://127.0.0.1", "schema 7");
      assertThatThrownBy(() -> registry.idOf("t-value", SCHEMA))
          .isInstanceOf(RegistryException.class)
          .hasMessageContainingAll("http://127.0.0.1", "t-value", "HTTP " + refusal);
    }
  }

  @Test
  void aSchemaThatIsNotThereIsTheRecordsFault() throws Exception {
    status = 404;
    answer = "{\"error_code\":40403,\"message\":\"Schema not found\"}";

    try (var registry = registry(Map.of())) {
      assertThatThrownBy(() -> registry.schemaOf(7))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessageContaining("has no schema 7");
    }
  }

  @Test
  void anAnswerThatIsNoRegistrysIsToldSo() throws Exception {
    answer = "<html>A proxy's page</html>";

    try (var registry = registry(Map.of())) {
      assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(RegistryException.class);
      assertThatThrownBy(() -> registry.idOf("t-value", SCHEMA))
          .isInstanceOf(RegistryException.class);
    }
  }

  @Test
  void aRegistryThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
    silent = true;
    Map<String, String> patience = new HashMap<>();
    patience.put("http.read.timeout.ms", "200");

    try (var registry = registry(patience)) {
      assertThatThrownBy(() -> registry.schemaOf(7))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("SocketTimeoutException");
    }
  }
}
