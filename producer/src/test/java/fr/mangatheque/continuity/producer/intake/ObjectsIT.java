package fr.mangatheque.continuity.producer.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.access.Rights;
import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.IntakeClient.Reply;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How objects stand, asked over HTTP, of what a test says. Kafka is away, and not needed. */
class ObjectsIT {
  private static final String SECRET = "c2VjcmV0LW9mLW9uZQ";
  private static final String OTHER = "b3RoZXItbG9uZy10b2tlbg==";
  private static final Instant T = Instant.parse("2026-05-24T19:36:44.379Z");
  private static final String HASH = "ab".repeat(32);

  private final Map<ObjectId, ObjectLookup.Answer> known = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  private ObjectLookup.Answer find(ObjectId object) {
    asked.incrementAndGet();
    return known.getOrDefault(object, new ObjectLookup.Answer.Unknown());
  }

  private IntakeClient open(Offer offer) {
    return open(offer, SECRET);
  }

  private IntakeClient open(Offer offer, String secret) {
    return open(offer, secret, ConnectionLimits.DEFAULT);
  }

  private IntakeClient open(Offer offer, String secret, ConnectionLimits limits) {
    Intake intake =
        new Intake(
            IntakeSettings.of(
                    "127.0.0.1",
                    0,
                    List.of(
                        Credential.token("symfony", SECRET),
                        Credential.token("avatars", OTHER)
                            .withRights(
                                new Rights(new TreeSet<>(Set.of("avatars")), Rights.ACTIONS))))
                .withConnections(limits),
            KnownSources.named(Set.of("uploads", "avatars")),
            Topics.of("", WireSerdes.open(Optional.empty())),
            new KafkaConnection("127.0.0.1:1", "test", Map.of()),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(),
            InstantSource.system(),
            offer);
    intake.start();
    opened.add(intake);
    IntakeClient client = new IntakeClient(intake.port(), secret);
    opened.add(client);
    return client;
  }

  private IntakeClient open() {
    return open(new Offer(false, this::find));
  }

  private static URI address(IntakeClient client) {
    return client.request("").build().uri();
  }

  private static ObjectLookup.Answer isProtected(String sha256) {
    return new ObjectLookup.Answer.Known(
        new ObjectView("protected", T, version(sha256), null, null, List.of()));
  }

  private static ObjectView.Version version(String sha256) {
    return new ObjectView.Version("20260524T193640.000Z~…", sha256, 4711, "tag", T, T);
  }

  private static ObjectLookup.Answer pending(ObjectView.@Nullable Version version) {
    return new ObjectLookup.Answer.Known(
        new ObjectView(
            "pending",
            T.plusSeconds(1),
            version,
            new ObjectView.Pending("retry", T.plusSeconds(1), 3, T.plusSeconds(9)),
            new ObjectView.Trouble("BACKUP", "UNREACHABLE", T.plusSeconds(2)),
            List.of()));
  }

  private static ObjectId upload(String key) {
    return new ObjectId("uploads", key);
  }

  @Test
  void whatIsProtectedIsToldWithItsHash() {
    known.put(upload("covers/1.jpg"), isProtected(HASH));

    Reply reply = open().get("/v1/objects/uploads/covers/1.jpg");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.response().body())
        .isEqualTo(
            """
            {"source":"uploads","key":"covers/1.jpg","state":"protected",\
            "since":"2026-05-24T19:36:44.379Z","sha256":"%s","size":4711,"etag":"tag",\
            "lastModified":"2026-05-24T19:36:44.379Z","version":"20260524T193640.000Z~…",\
            "protectedSince":"2026-05-24T19:36:44.379Z"}\
            """
                .formatted(HASH));
  }

  @Test
  void whatIsPendingIsToldWithWhatKeepsItAndWithTheVersionThatIsSafe() {
    known.put(upload("a"), pending(version(HASH)));

    Reply reply = open().get("/v1/objects/uploads/a");

    assertThat(reply.json().path("state").asText()).isEqualTo("pending");
    assertThat(reply.json().path("sha256").asText()).isEqualTo(HASH);
    assertThat(reply.json().path("pendingSince").asText()).isEqualTo("2026-05-24T19:36:45.379Z");
    assertThat(reply.json().path("step").asText()).isEqualTo("retry");
    assertThat(reply.json().path("failing").toString())
        .isEqualTo(
            "{\"cause\":\"UNREACHABLE\",\"stage\":\"BACKUP\",\"since\":\"2026-05-24T19:36:46.379Z\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a//b",
        "/a",
        "a/",
        "..",
        "../../metrics",
        "a/./b",
        ".",
        "a+b",
        "a b",
        "a%2Fb",
        "a\0b",
        "été/一.jpg",
        "a;v=1",
        "a?b",
        "a#b",
        "health/ready",
        "\uFEFFa"
      })
  void aKeyIsExactOverHttp(String key) {
    known.put(upload(key), isProtected(HASH));

    Reply reply = open().get("/v1/objects/" + ObjectPath.format("uploads", key));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("key").asText()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/objects/uploads/a%zz,400",
    "/v1/objects/uploads/a%2,400",
    "/v1/objects/uploads/%FF,400",
    "/v1/objects/uploads/é,400",
    "/v1/objects/uploads/,400",
    "/v1/objects/uploads,400",
    "/v1/objects/,400",
    "/v1/objects,404",
    "/v1/objects/nowhere/a,404",
    "/v1/objects/uploads/unknown,404",
    "/v1/objects/uploads/a?wait=soon,400",
    "/v1/objects/uploads/a?wait=61s,400",
    "/v1/objects/uploads/a?wait=1s&wait=2s,400",
    "/v1/objects/uploads/a?sha256=abc,400",
  })
  void whatCannotBeAnsweredIsRefusedInWords(String path, int status) throws Exception {
    IntakeClient client = open();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address(client).getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.1\r\nHost: intake\r\n"
                      + "Authorization: Bearer "
                      + SECRET
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      String answer = untilTheEndOfItsJson(socket.getInputStream());

      assertThat(answer).startsWith("HTTP/1.1 " + status);
      assertThat(answer).contains("application/problem+json").contains("\"detail\":\"");
    }
  }

  private static String untilTheEndOfItsJson(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      answer.append((char) b);
      if (b == '}') {
        break;
      }
    }
    return answer.toString();
  }

  @Test
  void anUnknownSourceIsToldWhichThereAre() {
    assertThat(open().get("/v1/objects/upload/a").json().path("detail").asText())
        .isEqualTo("There is no source 'upload'; the sources are: avatars, uploads.");
  }

  @Test
  void aTokenSeesOnlyTheSourcesItMaySpeakOf() {
    known.put(upload("a"), isProtected(HASH));
    known.put(new ObjectId("avatars", "a"), isProtected(HASH));
    IntakeClient avatars = open(new Offer(false, this::find), OTHER);

    assertThat(avatars.get("/v1/objects/avatars/a").status()).isEqualTo(200);
    Reply reply = avatars.get("/v1/objects/uploads/a");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("detail").asText())
        .isEqualTo("There is no source 'uploads'; the sources are: avatars.");
  }

  @Test
  void whoWaitsIsNoSlowSender() {
    known.put(upload("a"), pending(null));
    Duration second = Duration.ofSeconds(1);
    IntakeClient client =
        open(new Offer(false, this::find), SECRET, new ConnectionLimits(10, second, second, 1000));

    Reply reply = client.get("/v1/objects/uploads/a?wait=4s");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("state").asText()).isEqualTo("pending");
  }

  @Test
  void onlyWhoHoldsATokenIsAnswered() {
    known.put(upload("a"), isProtected(HASH));

    Reply reply = open(new Offer(false, this::find), "guess").get("/v1/objects/uploads/a");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(asked).hasValue(0);
  }

  @Test
  void theHeadIsAnsweredWithoutABodyAndOtherMethodsAreNot() {
    known.put(upload("a"), isProtected(HASH));
    IntakeClient client = open();

    Reply head = client.send(client.request("/v1/objects/uploads/a").HEAD().build());
    Reply delete = client.send(client.request("/v1/objects/uploads/a").DELETE().build());

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.response().body()).isEmpty();
    assertThat(delete.status()).isEqualTo(405);
    assertThat(delete.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void whoWaitsHearsAsSoonAsItIsSafe() {
    IntakeClient client = open();
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(() -> client.get("/v1/objects/uploads/a?wait=60s"));
    await().until(() -> asked.get() > 2);
    known.put(upload("a"), pending(null));
    int before = asked.get();
    await().until(() -> asked.get() > before + 1);
    assertThat(reply).isNotDone();

    known.put(upload("a"), isProtected(HASH));

    assertThat(reply).succeedsWithin(Duration.ofSeconds(20));
    assertThat(reply.join().json().path("state").asText()).isEqualTo("protected");
  }

  @Test
  void whoWaitsForAContentIsNotAnsweredWithAnother() {
    known.put(upload("a"), isProtected("cd".repeat(32)));
    IntakeClient client = open();
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(
            () -> client.get("/v1/objects/uploads/a?wait=60s&sha256=" + HASH));
    await().until(() -> asked.get() > 3);
    assertThat(reply).isNotDone();

    known.put(upload("a"), isProtected(HASH));

    assertThat(reply).succeedsWithin(Duration.ofSeconds(20));
    assertThat(reply.join().json().path("sha256").asText()).isEqualTo(HASH);
  }

  @Test
  void whoWaitedInVainHearsHowItStands() {
    known.put(upload("a"), pending(null));

    Reply reply = open().get("/v1/objects/uploads/a?wait=300ms");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("state").asText()).isEqualTo("pending");
    assertThat(asked.get()).isGreaterThan(1);
  }

  @Test
  void whoeverWaitsHearsHowItStandsWhenTheProcessEnds() throws Exception {
    known.put(upload("a"), pending(null));
    IntakeClient client = open();
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(() -> client.get("/v1/objects/uploads/a?wait=60s"));
    await().until(() -> asked.get() > 2);

    opened.removeFirst().close();

    assertThat(reply).succeedsWithin(Duration.ofSeconds(20));
    assertThat(reply.join().json().path("state").asText()).isEqualTo("pending");
  }

  @Test
  void noMoreAreHeldThanThereArePlacesAndTheRestHearAtOnce() {
    List<ObjectId> objects = IntStream.range(0, 256).mapToObj(i -> upload("a" + i)).toList();
    objects.forEach(object -> known.put(object, pending(null)));
    Set<ObjectId> looked = ConcurrentHashMap.newKeySet();
    IntakeClient client =
        open(
            new Offer(
                false,
                object -> {
                  looked.add(object);
                  return find(object);
                }));
    List<CompletableFuture<Reply>> held = new ArrayList<>();
    for (ObjectId object : objects) {
      held.add(client.getLater("/v1/objects/uploads/" + object.objectKey() + "?wait=60s"));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> looked.size() == 256);

    Reply oneMore = client.get("/v1/objects/uploads/a0?wait=60s");

    assertThat(oneMore.status()).isEqualTo(200);
    assertThat(oneMore.header("Retry-After")).isEqualTo("1");
    objects.forEach(object -> known.put(object, isProtected(HASH)));
    assertThat(held).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(20)));
  }

  @Test
  void theOneWhoKeepsItIsAskedAsTheCaller() {
    known.put(upload("../été a+b"), isProtected(HASH));
    IntakeClient owner = open();
    IntakeClient other = open(new Offer(false, _ -> at(owner, true)));
    IntakeClient gateway = open(new Offer(true, _ -> at(other, false)));

    Reply reply = gateway.get("/v1/objects/" + ObjectPath.format("uploads", "../été a+b"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.json().path("key").asText()).isEqualTo("../été a+b");
    assertThat(gateway.get("/v1/objects/uploads/none").status()).isEqualTo(404);
  }

  @Test
  void theWaitIsTheOwners() {
    IntakeClient owner = open();
    IntakeClient other = open(new Offer(false, _ -> at(owner, true)));
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(
            () -> other.get("/v1/objects/uploads/a?wait=60s&etag=%22tag%22"));
    await().until(() -> asked.get() > 2);

    known.put(upload("a"), isProtected(HASH));

    assertThat(reply).succeedsWithin(Duration.ofSeconds(20));
    assertThat(reply.join().json().path("etag").asText()).isEqualTo("tag");
  }

  @Test
  void whoeverWaitsForAnotherProcessHearsWhenThisOneEnds() throws Exception {
    known.put(upload("a"), pending(null));
    IntakeClient owner = open();
    IntakeClient gateway = open(new Offer(false, _ -> at(owner, true)));
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(() -> gateway.get("/v1/objects/uploads/a?wait=60s"));
    await().until(() -> asked.get() > 2);
    long start = System.nanoTime();

    opened.get(2).close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    assertThat(reply).succeedsWithin(Duration.ofSeconds(20));
    assertThat(reply.join().status()).isEqualTo(503);
    assertThat(reply.join().json().path("detail").asText()).contains("this process is stopping");
  }

  @Test
  void aQuestionDoesNotGoInCircles() {
    List<IntakeClient> both = new ArrayList<>();
    both.add(open(new Offer(false, _ -> counted(() -> at(both.get(1), true)))));
    both.add(open(new Offer(false, _ -> counted(() -> at(both.get(0), true)))));

    Reply reply = both.getFirst().get("/v1/objects/uploads/a");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isNotEmpty();
    assertThat(reply.json().path("detail").asText()).contains("do not agree");
    assertThat(asked).hasValue(2);
  }

  private ObjectLookup.Answer counted(Supplier<ObjectLookup.Answer> answer) {
    asked.incrementAndGet();
    return answer.get();
  }

  @Test
  void anOwnerThatIsAwayIsSaidSo() throws Exception {
    IntakeClient owner = open();
    IntakeClient other = open(new Offer(false, _ -> at(owner, true)));
    opened.removeFirst().close();

    Reply reply = other.get("/v1/objects/uploads/a");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isEqualTo("2");
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json().path("detail").asText())
        .contains(address(owner).toString(), "does not answer");
  }

  private static ObjectLookup.Answer at(IntakeClient client, boolean owner) {
    return new ObjectLookup.Answer.At(address(client), owner);
  }

  @Test
  void whoCannotTellNowSaysWhy() {
    Reply reply =
        open(new Offer(true, _ -> new ObjectLookup.Answer.Unavailable("the reason")))
            .get("/v1/objects/uploads/a");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.json().path("detail").asText()).startsWith("Nobody can tell now: the reason.");
  }

  @Test
  void aProcessThatTakesNoEventsSaysSoAndStillHasHealthAndMetrics() {
    IntakeClient notifier = open(new Offer(false, null));

    Reply post = notifier.post("{}");
    assertThat(post.status()).isEqualTo(404);
    assertThat(post.json().path("detail").asText()).contains("takes no events");
    assertThat(
            notifier
                .send(
                    HttpRequest.newBuilder(URI.create(address(notifier) + "/v1/objects/uploads/a"))
                        .POST(BodyPublishers.noBody())
                        .build())
                .status())
        .isEqualTo(404);
    assertThat(notifier.get("/health/live").status()).isEqualTo(200);
    assertThat(notifier.get("/health/ready").status()).isEqualTo(503);
    assertThat(notifier.get("/metrics").status()).isEqualTo(200);
  }
}
