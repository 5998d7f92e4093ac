package fr.mangatheque.continuity.producer.intake;

import static fr.mangatheque.continuity.producer.intake.IntakeServer.EVENT;
import static fr.mangatheque.continuity.producer.intake.IntakeServer.SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.access.Rights;
import fr.mangatheque.continuity.producer.intake.IntakeClient.Reply;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who is let in, over HTTP. */
class IntakeAccessIT {
  private static TestKafka kafka;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = new TestKafka();
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
  }

  private static IntakeServer server(Credential... credentials) throws Exception {
    return IntakeServer.start(kafka, List.of(credentials), UnaryOperator.identity());
  }

  private static Reply basic(IntakeClient client, String pair) {
    String shown = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    return client.send(
        client
            .anonymous()
            .header("Authorization", "Basic " + shown)
            .POST(BodyPublishers.ofString(EVENT))
            .build());
  }

  @Test
  void aTokenIsTakenAsABasicPasswordToo() throws Exception {
    try (IntakeServer server = server(Credential.token("ceph", SECRET));
        IntakeClient client = server.client()) {
      assertThat(basic(client, "ceph:" + SECRET).status()).isEqualTo(202);
      assertThat(basic(client, ":" + SECRET).status()).isEqualTo(202);
      assertThat(basic(client, "sns:" + SECRET).status()).isEqualTo(401);
      assertThat(server.published())
          .extracting(ObjectChange::getSender)
          .containsExactly("ceph", "ceph");
    }
  }

  @Test
  void failedAttemptsAreLoggedWithoutWhatWasShown() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger everything = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    log.start();
    everything.addAppender(log);
    try (IntakeServer server = server(Credential.token("symfony", SECRET));
        IntakeClient stranger = new IntakeClient(server.port(), "guess-7f3a9c")) {
      assertThat(stranger.post(EVENT).status()).isEqualTo(401);
    } finally {
      everything.detachAppender(log);
    }

    List<String> lines =
        List.copyOf(log.list).stream()
            .map(line -> line.getFormattedMessage() + " " + line.getKeyValuePairs())
            .toList();
    assertThat(lines)
        .anyMatch(line -> line.contains("127.0.0.1") && line.contains("unknown-token"));
    assertThat(lines).noneMatch(line -> line.contains("guess-7f3a9c") || line.contains(SECRET));
  }

  @Test
  void whatACredentialMayNotSayIsToldByIndexAndNothingIsTaken() throws Exception {
    Rights few = new Rights(new TreeSet<>(Set.of("uploads")), Set.of(ChangeKind.CREATED));
    try (IntakeServer server = server(Credential.token("symfony", SECRET).withRights(few));
        IntakeClient client = server.client()) {
      Reply reply =
          client.post(
              """
              [{"source": "uploads", "key": "a", "action": "created"},
               {"source": "avatars", "key": "b", "action": "removed"},
               {"source": "uploads", "key": "c", "action": "removed"}]
              """);

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(reply.faults()).containsExactly("1/source", "1/action", "2/action");
      assertThat(server.published()).isEmpty();
      assertThat(client.post(EVENT).status()).isEqualTo(202);
      assertThat(server.counted("continuity.intake.requests", "outcome", "refused-rights"))
          .isEqualTo(1);
    }
  }

  @Test
  void aTokenIsReplacedWithoutARestart(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("token");
    Files.writeString(file, "the-old-token-of-it\n");
    try (IntakeServer server = server(Credential.token("symfony", file));
        IntakeClient before = new IntakeClient(server.port(), "the-old-token-of-it");
        IntakeClient after = new IntakeClient(server.port(), "the-new-token-of-it")) {
      assertThat(before.post(EVENT).status()).isEqualTo(202);

      Files.writeString(file, "the-old-token-of-it\nthe-new-token-of-it\n");
      await().until(() -> after.post(EVENT).status() == 202);
      assertThat(before.post(EVENT).status()).isEqualTo(202);
      Files.writeString(file, "the-new-token-of-it\n");
      await().until(() -> before.post(EVENT).status() == 401);
      assertThat(after.post(EVENT).status()).isEqualTo(202);
    }
  }

  @Test
  void whoShowsItsPasswordOnlyWhenAskedIsNotSlowed() throws Exception {
    String notification =
        """
        {"Type": "Notification", "MessageId": "1", "TopicArn": "arn:aws:sns:us-west-2:1:manga",
         "Message": "{\\"Service\\":\\"Amazon S3\\",\\"Event\\":\\"s3:TestEvent\\",\\"Bucket\\":\\"manga\\"}"}
        """;
    try (IntakeServer server = server(Credential.token("sns", SECRET));
        IntakeClient client = server.client()) {
      long start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        // Each remembers nothing of the last, as a sender in several places.
        try (HttpClient asked = HttpClient.newBuilder().authenticator(password()).build()) {
          HttpRequest request =
              HttpRequest.newBuilder(client.request("/v1/events").build().uri())
                  .header("Content-Type", "text/plain; charset=UTF-8")
                  .header("x-amz-sns-message-type", "Notification")
                  .POST(BodyPublishers.ofString(notification))
                  .build();
          assertThat(asked.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
        }
      }

      // Slowed, they would take 13 seconds more.
      assertThat(System.nanoTime() - start).isLessThan(12_000_000_000L);
      assertThat(server.counted("continuity.intake.unauthorized", "reason", "nothing-shown"))
          .isEqualTo(20);
    }
  }

  private static Authenticator password() {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication("sns", SECRET.toCharArray());
      }
    };
  }

  @Test
  void guessingIsSlowedAndCountedWhileOthersAreServed() throws Exception {
    try (IntakeServer server = server(Credential.token("symfony", SECRET));
        IntakeClient client = server.client();
        IntakeClient stranger = new IntakeClient(server.port(), "guess")) {
      long start = System.nanoTime();
      for (int i = 0; i < 7; i++) {
        assertThat(stranger.post(EVENT).status()).isEqualTo(401);
        assertThat(client.post(EVENT).status()).isEqualTo(202);
      }

      // Three at once, then 50, 100, 200 and 400 ms.
      assertThat(System.nanoTime() - start).isGreaterThan(750_000_000L);
      assertThat(server.counted("continuity.intake.unauthorized", "reason", "unknown-token"))
          .isEqualTo(7);
    }
  }
}
