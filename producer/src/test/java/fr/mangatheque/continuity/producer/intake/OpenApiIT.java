package fr.mangatheque.continuity.producer.intake;

import static fr.mangatheque.continuity.producer.intake.IntakeServer.EVENT;
import static fr.mangatheque.continuity.producer.intake.IntakeServer.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.access.Rights;
import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The description says what the server does, and the server does what it says. */
class OpenApiIT {
  private static final String OBJECT = "/v1/objects/{source}/{key}";
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final ConnectionLimits FEW =
      new ConnectionLimits(100, Duration.ofSeconds(2), Duration.ofSeconds(60), 100_000);

  /** Comes to its end only after a while, and as slowly as a reader lets it. */
  private static final class Trickle extends InputStream {
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public int read() throws IOException {
      try {
        return never.await(20, TimeUnit.MILLISECONDS) ? -1 : ' ';
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      bytes[from] = (byte) read();
      return 1;
    }
  }

  @Test
  void everyAnswerIsAsDescribedAndNoOtherIsDescribed() throws Exception {
    Rights uploads = new Rights(new TreeSet<>(Set.of("uploads")), Set.of(ChangeKind.CREATED));
    List<Credential> credentials =
        List.of(
            Credential.token("symfony", SECRET).withRights(uploads),
            Credential.webhook("signing", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"));
    try (TestKafka kafka = new TestKafka();
        IntakeServer server =
            IntakeServer.start(
                kafka,
                credentials,
                settings -> settings.withConnections(FEW).withPublishTimeout(Duration.ofSeconds(2)),
                new Offer(true, OpenApiIT::find));
        IntakeClient client = server.client()) {
      Description description = describe(client);
      assertThat(description.paths().stream().map(path -> path.replaceFirst("\\{.*", "")))
          .containsExactlyInAnyOrderElementsOf(server.paths());
      noOtherMethodIsThere(description, client);
      for (String path : description.paths()) {
        if (description.has("GET", path) && !path.equals(OBJECT)) {
          description.check(path, client.get(path).response());
          description.check(path, head(client, path));
        }
      }

      checkEvents(description, client);
      checkObjects(description, client);
      kafka.stop();
      await().until(() -> client.get("/health/ready").status() == 503);
      description.check("/health/ready", client.get("/health/ready").response());
      description.check("/health/ready", head(client, "/health/ready"));
      await().until(() -> client.post(EVENT).status() == 503);
      description.check("/v1/events", client.post(EVENT).response());

      assertThat(description.seen()).isEqualTo(description.answers());
    }
  }

  private static Description describe(IntakeClient client) {
    IntakeClient.Reply reply = client.get("/v1/openapi.json");
    assertThat(reply.status()).isEqualTo(200);
    Description description = new Description(reply.response().body());
    assertThat(description.at("/openapi").asText()).startsWith("3.1");
    assertThat(description.faultsOfEvents(EVENT)).isEmpty();
    assertThat(description.faultsOfEvents("[" + EVENT + "]")).isEmpty();
    assertThat(description.faultsOfEvents("{\"source\":\"uploads\"}")).isNotEmpty();
    return description;
  }

  private static void noOtherMethodIsThere(Description description, IntakeClient client) {
    for (String path : description.paths()) {
      for (String method : METHODS) {
        HttpRequest request =
            client.request(concrete(path)).method(method, BodyPublishers.noBody()).build();
        boolean there = client.send(request).status() != 405;
        assertThat(there).as("%s %s", method, path).isEqualTo(description.has(method, path));
      }
    }
  }

  private static HttpResponse<String> head(IntakeClient client, String path) {
    return client
        .send(client.request(path).method("HEAD", BodyPublishers.noBody()).build())
        .response();
  }

  private static String concrete(String path) {
    return path.equals(OBJECT) ? "/v1/objects/uploads/safe" : path;
  }

  private static ObjectLookup.Answer find(ObjectId object) {
    ObjectView.Trouble trouble = new ObjectView.Trouble("COPY", "ACCESS_DENIED", Instant.EPOCH);
    return switch (object.objectKey()) {
      case "safe" ->
          new ObjectLookup.Answer.Known(
              new ObjectView(
                  "pending",
                  Instant.EPOCH,
                  new ObjectView.Version(
                      "name", "0".repeat(64), 7, "etag", Instant.EPOCH, Instant.EPOCH),
                  new ObjectView.Pending("waiting", Instant.EPOCH, 1, Instant.EPOCH),
                  trouble,
                  List.of(trouble)));
      case "away" -> new ObjectLookup.Answer.Unavailable("the ledger is away");
      default -> new ObjectLookup.Answer.Unknown();
    };
  }

  private static void checkObjects(Description description, IntakeClient client) {
    for (String asked :
        List.of(
            "uploads/safe", "uploads/none", "nowhere/k", "uploads/away", "uploads/k?wait=long")) {
      String at = "/v1/objects/" + asked;
      description.check(OBJECT, client.get(at).response());
      description.check(OBJECT, head(client, at));
    }
    HttpRequest.Builder nobody =
        HttpRequest.newBuilder(client.request("/v1/objects/uploads/safe").build().uri());
    IntakeClient.Reply signed =
        client.send(
            nobody
                .copy()
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", String.valueOf(Instant.now().getEpochSecond()))
                .header("webhook-signature", "v1,x")
                .build());
    description.check(OBJECT, signed.response());
    assertThat(signed.status()).isEqualTo(401);
    assertThat(signed.json().path("detail").asText()).contains("one of the intake's tokens");
    assertThat(description.at("/paths/~1v1~1objects~1{source}~1{key}/get/security").toString())
        .isEqualTo("[{\"bearer\":[]},{\"basic\":[]},{}]");
    description.check(OBJECT, client.send(nobody.copy().GET().build()).response());
    description.check(
        OBJECT,
        client.send(nobody.copy().method("HEAD", BodyPublishers.noBody()).build()).response());
  }

  private static void checkEvents(Description description, IntakeClient client) throws Exception {
    BodyPublisher event = BodyPublishers.ofString(EVENT);
    HttpRequest.Builder json =
        client.request("/v1/events").header("Content-Type", "application/json");
    HttpRequest.Builder nobody =
        HttpRequest.newBuilder(json.build().uri()).header("Content-Type", "application/json");
    HttpRequest.Builder signed =
        nobody
            .copy()
            .header("webhook-id", "msg_1")
            .header("webhook-timestamp", String.valueOf(Instant.now().getEpochSecond()))
            .header("webhook-signature", "v1,x");
    IntakeClient.Reply otherType =
        client.send(client.request("/v1/events").header("Content-Type", "a/b").POST(event).build());
    await().until(() -> client.post(EVENT).status() == 202);
    List<IntakeClient.Reply> replies =
        List.of(
            client.post(EVENT),
            client.post("[{}, 7]"),
            client.post("["),
            client.send(nobody.copy().POST(event).build()),
            client.send(signed.copy().POST(event).build()),
            client.post(EVENT.replace("uploads", "avatars")),
            client.send(
                signed
                    .copy()
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[9])))
                    .build()),
            client.post(" ".repeat(2 << 20)),
            otherType,
            client.send(json.copy().header("Content-Encoding", "gzip").POST(event).build()),
            client.post(EVENT + " ".repeat(500_000)),
            client.send(json.copy().POST(BodyPublishers.ofInputStream(Trickle::new)).build()));
    for (IntakeClient.Reply reply : replies) {
      description.check("/v1/events", reply.response());
    }
    Set<String> described = new TreeSet<>();
    description
        .at("/paths/~1v1~1events/post/requestBody/content")
        .fieldNames()
        .forEachRemaining(described::add);
    // Only where SNS's own headers are.
    assertThat(described.remove("text/plain")).isTrue();
    assertThat(described).containsExactlyInAnyOrder(otherType.header("Accept").split(", "));
  }
}
