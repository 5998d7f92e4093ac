package fr.mangatheque.continuity.producer.intake;

import static fr.mangatheque.continuity.producer.intake.IntakeServer.EVENT;
import static fr.mangatheque.continuity.producer.intake.IntakeServer.SECRET;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.producer.intake.IntakeClient.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is sent to break in, to break down or to be taken for something else. Whatever it is, the
 * answer helps or the connection ends, nothing is published, and the next sender is served.
 */
class IntakeFuzzIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AUTHORIZED =
      "Host: intake\r\nContent-Type: application/json\r\nAuthorization: Bearer " + SECRET + "\r\n";

  private static TestKafka kafka;
  private static IntakeServer server;
  private IntakeClient client;
  private int takenBefore;

  @BeforeAll
  static void start() throws Exception {
    kafka = new TestKafka();
    server = IntakeServer.start(kafka);
  }

  /** Nothing that came leaves anything behind. */
  @AfterAll
  static void stop() throws Exception {
    await().until(() -> server.gauge("continuity.intake.connections") == 0);
    assertThat(server.gauge("continuity.intake.bodies")).isZero();
    server.close();
    kafka.close();
  }

  @BeforeEach
  void connect() {
    client = server.client();
    takenBefore = server.published().size();
  }

  @AfterEach
  void nothingCameOfItAndTheNextIsServed() {
    assertThat(server.published()).hasSize(takenBefore);
    assertThat(client.post(EVENT).status()).isEqualTo(202);
    client.close();
  }

  private static void assertHelps(int status, String type, String body) {
    assertThat(type).isEqualTo("application/problem+json");
    JsonNode problem;
    try {
      problem = JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).isNotBlank();
  }

  private static void assertRefused(Reply reply, int status) {
    assertThat(reply.status()).isEqualTo(status);
    assertHelps(reply.status(), reply.header("Content-Type"), reply.response().body());
  }

  static Stream<Arguments> bodies() {
    String key = "{\"source\":\"uploads\",\"action\":\"created\",\"key\":";
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("no JSON", "<xml/>"),
        Arguments.of("broken off", EVENT.substring(0, EVENT.length() - 1)),
        Arguments.of("two values", EVENT + EVENT),
        Arguments.of("no event", "\"text\""),
        Arguments.of("an empty array", "[]"),
        Arguments.of("nested deeply", "[".repeat(100_000)),
        Arguments.of("nested deeply within", "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000)),
        Arguments.of(
            "nested beside our fields",
            EVENT.replace("}", ",\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}")),
        Arguments.of("a huge number", EVENT.replace("}", ",\"size\":" + "9".repeat(100_000) + "}")),
        Arguments.of("a huge exponent", EVENT.replace("}", ",\"size\":1e999999999}")),
        Arguments.of("a negative size", EVENT.replace("}", ",\"size\":-0.0}")),
        Arguments.of("not a number", EVENT.replace("}", ",\"size\":NaN}")),
        Arguments.of("a field twice", EVENT.replace("}", ",\"key\":\"other\"}")),
        Arguments.of("a long key", key + "\"" + "k".repeat(1025) + "\"}"),
        Arguments.of("half a character", key + "\"\\ud800\"}"),
        Arguments.of("a bare control character", key + "\"a\u0000b\"}"),
        Arguments.of("a comment", "/* */" + EVENT),
        Arguments.of("single quotes", EVENT.replace('"', '\'')),
        Arguments.of("another field's type", EVENT.replace("\"covers/1.jpg\"", "{\"a\":[]}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void aBodyThatIsNoEventIsRefusedInWords(String what, String body) {
    assertThat(what).isNotEmpty();
    assertRefused(client.post(body), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c0af", "eda080", "f4908080", "e282", "80"})
  void invalidUtf8IsRefused(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"source\":\"uploads\",\"action\":\"created\",\"key\":\"a".getBytes(UTF_8));
    body.writeBytes(bad);
    body.writeBytes("\"}".getBytes(UTF_8));

    assertRefused(client.post(BodyPublishers.ofByteArray(body.toByteArray())), 400);
  }

  @Test
  void aBombIsNotInflated() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[50 << 20]);
    }
    for (String encoding : new String[] {"gzip", "deflate", "br", "identity, gzip", "zstd"}) {
      Reply reply =
          client.send(
              client
                  .request("/v1/events")
                  .header("Content-Type", "application/json")
                  .header("Content-Encoding", encoding)
                  .POST(BodyPublishers.ofByteArray(bomb.toByteArray()))
                  .build());

      assertRefused(reply, 415);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1//events",
        "//v1/events",
        "/v1/events/",
        "/v1/events/..",
        "/v1/events/../metrics",
        "/v1/events%2f",
        "/v1%2fevents",
        "/v1/events%00",
        "/v1/events;a=b/c",
        "/V1/EVENTS",
        "/",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/v1/events%0d%0aX-Injected:%20yes"
      })
  void aPathThatIsNearlyOneIsNone(String path) throws IOException {
    try (RawClient raw = new RawClient(server.port())) {
      raw.write(
          "POST "
              + path
              + " HTTP/1.1\r\n"
              + AUTHORIZED
              + "Content-Length: 2\r\n"
              + "Connection: close\r\n\r\n{}");
      raw.finish();

      String answer = raw.rest();

      assertThat(status(answer)).isIn(400, 404);
      assertHelps(status(answer), type(answer), body(answer));
      assertThat(headers(answer)).doesNotContain("X-Injected");
    }
  }

  private static int status(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 ");
    return Integer.parseInt(answer.substring(9, 12));
  }

  private static String headers(String answer) {
    return answer.substring(0, answer.indexOf("\r\n\r\n"));
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private static String type(String answer) {
    return headers(answer)
        .lines()
        .filter(line -> line.startsWith("Content-Type: "))
        .map(line -> line.substring("Content-Type: ".length()))
        .findFirst()
        .orElse("");
  }

  static Stream<Arguments> requests() {
    String post = "POST /v1/events HTTP/1.1\r\n" + AUTHORIZED;
    String length = "Content-Length: " + EVENT.length() + "\r\n";
    return Stream.of(
        Arguments.of("two framings", post + length + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Arguments.of("two lengths", post + length + "Content-Length: 3\r\n\r\n" + EVENT),
        Arguments.of("a list of lengths", post + "Content-Length: 3, 4\r\n\r\n" + EVENT),
        Arguments.of("a negative length", post + "Content-Length: -1\r\n\r\n" + EVENT),
        Arguments.of("a signed length", post + "Content-Length: +3\r\n\r\n" + EVENT),
        Arguments.of("a hidden framing", post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
        Arguments.of("another coding", post + "Transfer-Encoding: gzip\r\n\r\n" + EVENT),
        Arguments.of("codings", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "chunked twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        Arguments.of("no chunk", post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"),
        Arguments.of("a negative chunk", post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n"),
        Arguments.of("an endless chunk", post + "Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n"),
        Arguments.of("a large chunk", post + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n"),
        Arguments.of("a folded header", post + "X-A: b\r\n c\r\n" + length + "\r\n" + EVENT),
        Arguments.of("no host", "POST /v1/events HTTP/1.1\r\n" + length + "\r\n" + EVENT),
        Arguments.of("two hosts", post + "Host: other\r\n" + length + "\r\n" + EVENT),
        Arguments.of("NUL in a header", post + "X-A: a\u0000b\r\n" + length + "\r\n" + EVENT),
        Arguments.of("long headers", post + "X-A: " + "a".repeat(20_000) + "\r\n\r\n"),
        Arguments.of("a long line", "GET /" + "a".repeat(10_000) + " HTTP/1.1\r\n\r\n"),
        Arguments.of("an old version", "GET /metrics HTTP/1.0\r\n\r\n"),
        Arguments.of("a later version", "GET /metrics HTTP/2.0\r\nHost: a\r\n\r\n"),
        Arguments.of("no version", "GET /metrics\r\n\r\n"),
        Arguments.of("no method", " /metrics HTTP/1.1\r\nHost: a\r\n\r\n"),
        Arguments.of("another protocol", "SSH-2.0-OpenSSH_9.0\r\n"),
        Arguments.of("a proxy's word", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void aRequestThatCouldBeReadTwoWaysIsReadInNone(String what, String request) throws IOException {
    assertThat(what).isNotEmpty();
    try (RawClient raw = new RawClient(server.port())) {
      raw.write(request);
      raw.finish();

      String answer = raw.rest();

      if (!answer.isEmpty()) {
        assertThat(status(answer)).isBetween(400, 505);
        assertHelps(status(answer), type(answer), body(answer));
      }
    }
  }

  @Test
  void whatFollowsARefusedRequestIsNotTakenForOne() throws IOException {
    String smuggled =
        "POST /v1/events HTTP/1.1\r\n"
            + AUTHORIZED
            + "Content-Length: "
            + EVENT.length()
            + "\r\n\r\n"
            + EVENT;
    try (RawClient raw = new RawClient(server.port())) {
      raw.write(
          "POST /v1/events HTTP/1.1\r\nHost: intake\r\nContent-Type: application/json\r\n"
              + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
              + smuggled);
      raw.finish();

      assertThat(raw.rest()).doesNotContain("HTTP/1.1 202");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain\u0085X-Injected: yes",
        "a/b; x=\"\u00e9\"",
        "application/json, application/json",
        "application/json; charset=utf-16",
        "application/jsonp"
      })
  void wordsOfTheSenderAreShownBackAsWordsOnly(String type) throws IOException {
    try (RawClient raw = new RawClient(server.port())) {
      raw.write(
          ("POST /v1/events HTTP/1.1\r\nHost: intake\r\nAuthorization: Bearer "
                  + SECRET
                  + "\r\nContent-Type: "
                  + type
                  + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
              .getBytes(ISO_8859_1));
      raw.finish();

      String answer = raw.rest();

      assertThat(status(answer)).isIn(400, 415);
      assertHelps(status(answer), type(answer), body(answer));
      assertThat(headers(answer)).doesNotContain("X-Injected");
    }
  }

  @Test
  void aMethodThatIsNoneIsRefused() {
    for (String method : new String[] {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO"}) {
      HttpRequest request =
          client.request("/v1/events").method(method, BodyPublishers.noBody()).build();

      assertRefused(client.send(request), 405);
    }
  }

  /** With a seed, so that one that breaks it can be found again. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noiseOnTheWireHarmsNobody(long seed) throws IOException {
    Random random = new Random(seed);
    String request =
        "POST /v1/events HTTP/1.1\r\n" + AUTHORIZED + "Content-Length: 5\r\n\r\n{\"a\":";
    for (int i = 0; i < 100; i++) {
      byte[] bytes;
      if (i % 2 == 0) {
        bytes = new byte[random.nextInt(4000)];
        random.nextBytes(bytes);
      } else {
        bytes = request.getBytes(UTF_8);
        for (int flips = random.nextInt(4); flips >= 0; flips--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      try (RawClient raw = new RawClient(server.port())) {
        raw.write(bytes);
        raw.finish();

        assertThat(raw.rest())
            .as("seed %s, round %s", seed, i)
            .doesNotContain("HTTP/1.1 202", "HTTP/1.1 500");
      }
    }
  }
}
