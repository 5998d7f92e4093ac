package fr.mangatheque.continuity.producer.intake;

import static fr.mangatheque.continuity.producer.intake.IntakeServer.EVENT;
import static fr.mangatheque.continuity.producer.intake.IntakeServer.SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.producer.intake.IntakeClient.Reply;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is signed, over HTTP. */
class IntakeSignaturesIT {
  private static final byte[] KEY = "0123456789abcdef01234567".getBytes(UTF_8);
  private static TestKafka kafka;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = new TestKafka();
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
  }

  private static IntakeServer server() throws Exception {
    return IntakeServer.start(kafka, List.of(webhook()), UnaryOperator.identity());
  }

  private static String sign(String id, long at, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    byte[] signed = mac.doFinal((id + "." + at + "." + body).getBytes(UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(signed);
  }

  private static HttpRequest.Builder signed(IntakeClient client, long at, String body)
      throws Exception {
    return client
        .anonymous()
        .header("webhook-id", "msg_1")
        .header("webhook-timestamp", String.valueOf(at))
        .header("webhook-signature", "v1a,other " + sign("msg_1", at, body));
  }

  private static Credential webhook() {
    return Credential.webhook("resizer", "whsec_" + Base64.getEncoder().encodeToString(KEY));
  }

  @Test
  void aSignedEventIsTakenAsOftenAsItIsRepeated() throws Exception {
    try (IntakeServer server = server();
        IntakeClient client = server.client()) {
      long now = Instant.now().getEpochSecond();
      HttpRequest request = signed(client, now, EVENT).POST(BodyPublishers.ofString(EVENT)).build();

      assertThat(client.send(request).status()).isEqualTo(202);
      assertThat(client.send(request).status()).isEqualTo(202);
      assertThat(server.published())
          .extracting(ObjectChange::getSender)
          .containsExactly("resizer", "resizer");
    }
  }

  @Test
  void anotherBodyOrAnotherTimeIsNotWhatWasSigned() throws Exception {
    try (IntakeServer server = server();
        IntakeClient client = server.client()) {
      long now = Instant.now().getEpochSecond();
      String forged = EVENT.replace("created", "removed");

      Reply wrong =
          client.send(signed(client, now, EVENT).POST(BodyPublishers.ofString(forged)).build());
      Reply stale =
          client.send(
              signed(client, now - 600, EVENT).POST(BodyPublishers.ofString(EVENT)).build());
      Reply chunked =
          client.send(
              signed(client, now, EVENT)
                  .POST(
                      BodyPublishers.ofInputStream(
                          () -> new ByteArrayInputStream(EVENT.getBytes(UTF_8))))
                  .build());

      assertThat(wrong.status()).isEqualTo(401);
      assertThat(stale.status()).isEqualTo(401);
      assertThat(stale.json().path("detail").asText()).contains("5 minutes");
      assertThat(chunked.status()).isEqualTo(411);
      assertThat(server.published()).isEmpty();
      assertThat(server.counted("continuity.intake.unauthorized", "reason", "wrong-signature"))
          .isEqualTo(1);
      assertThat(server.counted("continuity.intake.unauthorized", "reason", "stale-signature"))
          .isEqualTo(1);
    }
  }

  @Test
  void strangersWhoSeemToSignTakeNoMemoryFromThoseWhoAreKnown() throws Exception {
    ConnectionLimits limits =
        new ConnectionLimits(100, Duration.ofSeconds(30), Duration.ofSeconds(60), 800_000);
    List<RawClient> strangers = new ArrayList<>();
    try (IntakeServer server =
            IntakeServer.start(
                kafka,
                List.of(webhook(), Credential.token("symfony", SECRET)),
                settings -> settings.withConnections(limits));
        IntakeClient client = server.client()) {
      for (int i = 0; i < 8; i++) {
        long now = Instant.now().getEpochSecond();
        RawClient stranger = new RawClient(server.port());
        strangers.add(stranger);
        stranger.write(
            "POST /v1/events HTTP/1.1\r\nHost: intake\r\nContent-Type: application/json\r\n"
                + "webhook-id: a\r\nwebhook-signature: "
                + sign("a", now, "another body")
                + "\r\nwebhook-timestamp: "
                + now
                + "\r\nContent-Length: 90000\r\n\r\n"
                + " ".repeat(60_000));
        long sent = 40_000L * (i + 1);
        // The part that came with the headers is not counted.
        await().until(() -> server.gauge("continuity.intake.bodies") > sent);
      }

      assertThat(client.post(EVENT + " ".repeat(750_000)).status()).isEqualTo(202);
    } finally {
      for (RawClient stranger : strangers) {
        stranger.close();
      }
    }
  }
}
