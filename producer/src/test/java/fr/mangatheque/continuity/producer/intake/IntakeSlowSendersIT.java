package fr.mangatheque.continuity.producer.intake;

import static fr.mangatheque.continuity.producer.intake.IntakeServer.EVENT;
import static fr.mangatheque.continuity.producer.intake.IntakeServer.SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.producer.intake.IntakeClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Senders that take their time, or more than their share, take nothing from others. */
class IntakeSlowSendersIT {
  private static final String HEAD =
      "POST /v1/events HTTP/1.1\r\nHost: intake\r\nContent-Type: application/json\r\n"
          + "Authorization: Bearer "
          + SECRET
          + "\r\n";

  private static TestKafka kafka;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = new TestKafka();
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
  }

  private static IntakeServer server(
      int connections, Duration request, Duration idle, long bodyBytes) throws Exception {
    ConnectionLimits limits = new ConnectionLimits(connections, request, idle, bodyBytes);
    return IntakeServer.start(
        kafka,
        List.of(Credential.token("symfony", SECRET)),
        settings -> settings.withConnections(limits));
  }

  private static final class Crowd implements AutoCloseable {
    private final List<RawClient> clients = new ArrayList<>();

    RawClient add(IntakeServer server) throws IOException {
      RawClient client = new RawClient(server.port());
      clients.add(client);
      return client;
    }

    @Override
    public void close() throws IOException {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void hundredsWhoSayNothingOrTrickleDoNotStarveOthers() throws Exception {
    try (IntakeServer server =
            server(100, Duration.ofSeconds(30), Duration.ofSeconds(60), 1 << 20);
        Crowd crowd = new Crowd();
        ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
        IntakeClient client = server.client()) {
      List<RawClient> trickling = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        RawClient one = crowd.add(server);
        switch (i % 3) {
          case 0 -> trickling.add(one);
          case 1 -> one.write("POST /v1/events HTTP/1.1\r\nHost: in");
          default -> one.write(HEAD + "Content-Length: 1000000\r\n\r\n{");
        }
      }
      ScheduledFuture<?> drops =
          trickle.scheduleAtFixedRate(
              () -> trickling.forEach(one -> one.write("X")), 0, 50, TimeUnit.MILLISECONDS);

      for (int i = 0; i < 20; i++) {
        assertThat(client.post(EVENT).status()).isEqualTo(202);
        crowd.add(server);
        try (IntakeClient another = server.client()) {
          assertThat(another.post(EVENT).status()).isEqualTo(202);
        }
      }
      drops.cancel(true);

      assertThat(server.counted("continuity.intake.connections.ended", "reason", "crowded"))
          .isGreaterThan(100);
      assertThat(server.gauge("continuity.intake.connections")).isLessThan(150);
    }
  }

  @Test
  void whoDoesNotComeToAnEndIsClosed() throws Exception {
    try (IntakeServer server = server(1000, Duration.ofSeconds(3), Duration.ofSeconds(1), 1 << 20);
        Crowd crowd = new Crowd()) {
      RawClient silent = crowd.add(server);
      RawClient prologue = crowd.add(server);
      prologue.write("POST /v1/ev");
      RawClient headers = crowd.add(server);
      headers.write(HEAD);
      RawClient body = crowd.add(server);
      body.write(HEAD + "Content-Length: 100\r\n\r\n{");
      RawClient chunk = crowd.add(server);
      chunk.write(HEAD + "Transfer-Encoding: chunked\r\n\r\nff\r\n{");
      RawClient idle = crowd.add(server);
      idle.write("GET /health/live HTTP/1.1\r\nHost: intake\r\n\r\n");

      assertThat(silent.rest()).isEmpty();
      assertThat(prologue.rest()).isEmpty();
      assertThat(headers.rest()).isEmpty();
      assertThat(body.rest()).isEmpty();
      assertThat(chunk.rest()).isEmpty();
      assertThat(idle.rest()).startsWith("HTTP/1.1 200");
      // a connection is counted after it was ended
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          server.counted("continuity.intake.connections.ended", "reason", "slow"))
                      .isEqualTo(6));
      await().until(() -> server.gauge("continuity.intake.connections") == 0);
      assertThat(server.gauge("continuity.intake.bodies")).isZero();
    }
  }

  @Test
  void aBodyThatTricklesInIsToldThatItTookTooLong() throws Exception {
    try (IntakeServer server =
            server(1000, Duration.ofSeconds(1), Duration.ofSeconds(60), 1 << 20);
        Crowd crowd = new Crowd();
        ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor()) {
      RawClient slow = crowd.add(server);
      slow.write(HEAD + "Content-Length: 1000\r\n\r\n");
      ScheduledFuture<?> drops =
          trickle.scheduleAtFixedRate(() -> slow.write("{"), 0, 50, TimeUnit.MILLISECONDS);

      String answer = slow.rest();
      drops.cancel(true);

      assertThat(answer)
          .startsWith("HTTP/1.1 408 ")
          .contains("application/problem+json")
          .contains("Connection: close");
      assertThat(server.published()).isEmpty();
    }
  }

  @Test
  void anAnswerThatNobodyReadsHoldsItsConnectionForAWhileOnly() throws Exception {
    try (IntakeServer server =
            server(1000, Duration.ofSeconds(1), Duration.ofSeconds(60), 1 << 20);
        Crowd crowd = new Crowd();
        ExecutorService writing = Executors.newVirtualThreadPerTaskExecutor()) {
      RawClient greedy = crowd.add(server);
      String asks = "GET /v1/openapi.json HTTP/1.1\r\nHost: intake\r\n\r\n".repeat(20_000);
      Future<Boolean> written = writing.submit(() -> greedy.write(asks));

      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> server.counted("continuity.intake.connections.ended", "reason", "slow") == 1);
      written.get(30, TimeUnit.SECONDS);
      await().until(() -> server.gauge("continuity.intake.connections") == 0);
    }
  }

  @Test
  void bodiesShareTheirMemoryAndWhatDoesNotFitComesAgain() throws Exception {
    try (IntakeServer server =
            server(1000, Duration.ofSeconds(30), Duration.ofSeconds(60), 500_000);
        Crowd crowd = new Crowd();
        IntakeClient client = server.client()) {
      crowd.add(server).write(HEAD + "Content-Length: 480000\r\n\r\n" + " ".repeat(450_000));
      await().until(() -> server.gauge("continuity.intake.bodies") > 440_000);

      Reply large = client.post(EVENT + " ".repeat(100_000));
      Reply chunked = client.postChunked((EVENT + " ".repeat(100_000)).getBytes(UTF_8));

      assertThat(large.status()).isEqualTo(429);
      assertThat(large.header("Retry-After")).isEqualTo("1");
      assertThat(large.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(chunked.status()).isEqualTo(429);
      assertThat(client.post(EVENT).status()).as("what fits is taken").isEqualTo(202);
      crowd.close();
      await().until(() -> client.post(EVENT + " ".repeat(100_000)).status() == 202);
      // an answer may have come before its request's room was given back
      await().until(() -> server.gauge("continuity.intake.bodies") == 0);
    }
  }
}
