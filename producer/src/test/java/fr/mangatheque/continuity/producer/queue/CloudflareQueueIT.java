package fr.mangatheque.continuity.producer.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import fr.mangatheque.continuity.producer.access.SecretSource;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.testkit.queue.CloudQueue;
import fr.mangatheque.continuity.testkit.queue.Operation;
import fr.mangatheque.continuity.testkit.queue.QueueServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes back from the API, good and bad, against a server that keeps to its documents. */
class CloudflareQueueIT {
  private static final Duration VISIBILITY = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final QueueServer server = QueueServer.start();
  private final CloudQueue queue = server.createQueue(CloudQueue.Options.USUAL);
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  @AfterEach
  void stop() {
    server.close();
    http.shutdownNow();
  }

  private CloudflareQueue client(String queueId, String token, Duration patience) {
    return client(server.api(), queueId, token, patience);
  }

  private CloudflareQueue client(URI api, String queueId, String token, Duration patience) {
    QueueSettings settings =
        new QueueSettings(
            "uploads",
            api,
            server.accountId(),
            queueId,
            SecretSource.fixed(token),
            VISIBILITY,
            100,
            Duration.ofSeconds(1),
            3);
    return new CloudflareQueue(settings, http, InstantSource.system(), patience);
  }

  private CloudflareQueue client() {
    return client(queue.id(), server.tokens().issue(), PATIENCE);
  }

  private Reply<Pulled> pull(CloudflareQueue client) throws InterruptedException {
    return client.pull(100, VISIBILITY);
  }

  private static Pulled done(Reply<Pulled> reply) {
    assertThat(reply).isInstanceOf(Reply.Done.class);
    return ((Reply.Done<Pulled>) reply).value();
  }

  private static void assertFailed(Reply<Pulled> reply, CauseClass cause, boolean permanent) {
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Failed.class,
            failed -> {
              assertThat(failed.cause()).as(failed.words()).isEqualTo(cause);
              assertThat(failed.permanent()).isEqualTo(permanent);
            });
  }

  @Test
  void whatIsPulledCanBeSettled() throws Exception {
    CloudflareQueue client = client();
    queue.sendJson("{}");
    String again = queue.sendText("text");

    List<QueueMessage> messages = done(pull(client)).messages();
    Reply<QueueApi.Settled> settled =
        client.settle(
            new Settlement(
                List.of(messages.getFirst().leaseId()),
                List.of(
                    new Settlement.Retry(messages.getLast().leaseId(), Duration.ofMinutes(5)))));

    assertThat(messages).extracting(QueueMessage::contentType).containsExactly("json", "text");
    assertThat(settled).isEqualTo(new Reply.Done<>(new QueueApi.Settled(List.of())));
    assertThat(queue.acknowledged()).containsExactly(messages.getFirst().id());
    server.clock().advance(Duration.ofSeconds(301));
    assertThat(done(pull(client)).messages())
        .extracting(QueueMessage::id, QueueMessage::attempts)
        .containsExactly(tuple(again, 2));
  }

  @Test
  void aBatchOfTheLargestMessagesFits() throws Exception {
    for (int i = 0; i < 100; i++) {
      queue.sendJson("x".repeat(128_000));
    }

    assertThat(done(pull(client())).messages()).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource({
    "500, SERVER_ERROR, false",
    "503, SERVER_ERROR, false",
    "408, TIMEOUT, false",
    "400, REFUSED, true",
    "404, REFUSED, true",
    "405, REFUSED, true",
    "401, ACCESS_DENIED, true",
    "403, ACCESS_DENIED, true"
  })
  void eachStatusHasItsCause(int status, CauseClass cause, boolean permanent) throws Exception {
    server.faults().on(Operation.PULL).status(status);

    assertFailed(pull(client()), cause, permanent);
  }

  @Test
  void aTokenThatIsNoneOrMayNotWriteIsRefusedAndNotShown() throws Exception {
    Reply<Pulled> unknown = pull(client(queue.id(), "cf-secret-token", PATIENCE));
    Reply<Pulled> broken = pull(client(queue.id(), "cf-secret\ntoken", PATIENCE));

    assertFailed(unknown, CauseClass.ACCESS_DENIED, true);
    assertFailed(broken, CauseClass.ACCESS_DENIED, true);
    assertFailed(
        pull(client(queue.id(), server.tokens().issueReadOnly(), PATIENCE)),
        CauseClass.ACCESS_DENIED,
        true);
    assertThat(List.of(unknown, broken)).asString().doesNotContain("cf-secret");
  }

  @Test
  void aQueueThatIsNotOrIsNotToBePulledIsRefused() throws Exception {
    CloudQueue pushed = server.createQueue(CloudQueue.Options.USUAL.withoutPullConsumer());
    String token = server.tokens().issue();

    assertFailed(pull(client("none", token, PATIENCE)), CauseClass.REFUSED, true);
    assertFailed(pull(client(pushed.id(), token, PATIENCE)), CauseClass.REFUSED, true);
  }

  @Test
  void itSaysWhenToComeAgain() throws Exception {
    server.faults().on(Operation.PULL).times(1).tooManyRequests("7");
    server.faults().on(Operation.PULL).times(1).tooManyRequests(null);

    assertThat(((Reply.SlowDown<Pulled>) pull(client())).retryAfter())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(((Reply.SlowDown<Pulled>) pull(client())).retryAfter()).isNull();
  }

  @Test
  void noAnswerInTimeIsATimeOut() throws Exception {
    server.faults().on(Operation.PULL).hold();

    assertFailed(
        pull(client(queue.id(), server.tokens().issue(), Duration.ofMillis(200))),
        CauseClass.TIMEOUT,
        false);
  }

  @Test
  void connectionsThatBreakOrAreRefusedAreToldApartFromAnswers() throws Exception {
    CloudflareQueue client = client();
    server.faults().on(Operation.PULL).times(1).cut();
    assertFailed(pull(client), CauseClass.UNREACHABLE, false);
    server.faults().on(Operation.PULL).times(1).loseAnswer();
    assertFailed(pull(client), CauseClass.UNREACHABLE, false);

    server.close();

    assertFailed(pull(client), CauseClass.UNREACHABLE, false);
  }

  @Test
  void anAnswerThatMakesNoSenseIsNoBatch() throws Exception {
    server.faults().on(Operation.PULL).times(1).answer(200, "<html>Welcome</html>");
    server.faults().on(Operation.PULL).times(1).answer(200, "{\"success\":true,\"result\":[]}");
    server.faults().on(Operation.PULL).times(1).answer(200, "");
    server.faults().on(Operation.PULL).times(1).answer(204, "");

    CloudflareQueue client = client();
    assertFailed(pull(client), CauseClass.PROTOCOL, false);
    assertFailed(pull(client), CauseClass.PROTOCOL, false);
    assertFailed(pull(client), CauseClass.PROTOCOL, false);
    assertFailed(pull(client), CauseClass.REFUSED, true);
  }

  @Test
  void anAnswerWithoutEndIsNotReadIntoMemory() throws Exception {
    server.faults().on(Operation.PULL).answer(200, " ".repeat(33 << 20));

    assertFailed(pull(client()), CauseClass.UNREACHABLE, false);
  }

  @Test
  void aRedirectIsNotFollowedAndIsNotGivenTheToken() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.close();
        });
    elsewhere.start();
    try {
      server
          .faults()
          .on(Operation.PULL)
          .redirect("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/");

      assertFailed(pull(client()), CauseClass.REFUSED, true);
      assertThat(asked).hasValue(0);
    } finally {
      elsewhere.stop(0);
    }
  }
}
