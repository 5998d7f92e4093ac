package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the SDK hides: the bytes of requests and answers, and what becomes of the connection. */
class S3WireIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final S3Server server = S3Server.start();
  private final Bucket bucket = server.createBucket("library");
  private RawHttp raw;

  @BeforeEach
  void connect() throws IOException {
    raw = new RawHttp(server);
    bucket.put("page", "0123456789".getBytes(UTF_8));
  }

  @AfterEach
  void close() throws IOException {
    raw.close();
    server.close();
  }

  @Test
  void requestsSentAheadAreAnsweredInTurn() throws Exception {
    String get = RawHttp.head("GET", get("page")) + "\r\n";
    String put = RawHttp.head("PUT", put("new")) + "Content-Length: 3\r\n\r\nnew";

    raw.send(get + put + get);

    assertThat(raw.answer().body()).isEqualTo("0123456789");
    assertThat(raw.answer().status()).isEqualTo(200);
    assertThat(raw.answer().body()).isEqualTo("0123456789");
    assertThat(bucket.bytes("new")).asString(UTF_8).isEqualTo("new");
    assertThat(server.counters().connections()).isEqualTo(1);
  }

  @Test
  void anAnswerCarriesDateIdLengthAndWholeSecondLastModified() throws Exception {
    RawHttp.Answer answer = raw.send(RawHttp.head("GET", get("page")) + "\r\n").answer();

    assertThat(answer.headers())
        .containsKeys("date", "x-amz-request-id", "etag", "last-modified")
        .containsEntry("content-length", "10")
        .containsEntry("content-type", "binary/octet-stream")
        .containsEntry("accept-ranges", "bytes");
    assertThat(answer.headers().get("last-modified"))
        .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
  }

  @Test
  void aBodyIsAskedForWhenTheClientWaits() throws Exception {
    raw.send(RawHttp.head("PUT", put("new")) + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n");

    RawHttp.Answer interim = raw.answer();
    RawHttp.Answer last = raw.send("body").answer();

    assertThat(interim.status()).isEqualTo(100);
    assertThat(last.status()).isEqualTo(200);
    assertThat(bucket.bytes("new")).asString(UTF_8).isEqualTo("body");
  }

  @Test
  void aRefusedBodyIsNotAskedFor() throws Exception {
    raw.send("PUT /library/new HTTP/1.1\r\nHost: x\r\n")
        .send("Expect: 100-continue\r\nContent-Length: 4\r\n\r\n");

    RawHttp.Answer refused = raw.answer();

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.headers()).containsEntry("connection", "close");
    assertThat(raw.isEnded()).isTrue();
  }

  @Test
  void aRefusedBodyThatWasSentLeavesTheConnectionInOrder() throws Exception {
    raw.send("PUT /library/new HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody");

    assertThat(raw.answer().status()).isEqualTo(403);
    assertThat(raw.send(RawHttp.head("GET", get("page")) + "\r\n").answer().body())
        .isEqualTo("0123456789");
  }

  @Test
  void aBodyInHttpChunksOfUnknownLengthIsNotImplementedAsInS3() throws Exception {
    raw.send(
        RawHttp.head("PUT", put("new"))
            + "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nnew\r\n0\r\nTrailer: x\r\n\r\n");

    assertThat(raw.answer().status()).isEqualTo(501);
    assertThat(raw.send(RawHttp.head("GET", get("page")) + "\r\n").answer().status())
        .isEqualTo(200);
  }

  @Test
  void aBodyCutShortStoresNothing() throws Exception {
    raw.send(RawHttp.head("PUT", put("new")) + "Content-Length: 10\r\n\r\nonly");
    raw.close();

    raw = new RawHttp(server);
    await().untilAsserted(() -> assertThat(server.counters().requests(Operation.PUT)).isEqualTo(1));
    assertThat(raw.send(RawHttp.head("GET", get("new")) + "\r\n").answer().status()).isEqualTo(404);
  }

  @Test
  void aClientMayAskToClose() throws Exception {
    raw.send(RawHttp.head("GET", get("page")) + "Connection: close\r\n\r\n");

    assertThat(raw.answer().headers()).containsEntry("connection", "close");
    assertThat(raw.isEnded()).isTrue();
  }

  @Test
  void anErrorOfAHeadHasNoBody() throws Exception {
    raw.send("HEAD /library/page HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(raw.answer(false).status()).isEqualTo(403);
    raw.send(RawHttp.head("GET", get("page")) + "\r\n");
    assertThat(raw.answer().body()).isEqualTo("0123456789");
  }

  @Test
  void anErrorIsS3sXml() throws Exception {
    RawHttp.Answer answer = raw.send(RawHttp.head("GET", get("no<ne>")) + "\r\n").answer();

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers()).containsEntry("content-type", "application/xml");
    assertThat(answer.body())
        .contains("<Code>NoSuchKey</Code>", "<Key>no&lt;ne&gt;</Key>", "<RequestId>");
  }

  @Test
  void whatIsNotHttpIsRefused() throws Exception {
    raw.send("hello\r\n\r\n");

    assertThat(raw.answer().status()).isEqualTo(400);
    assertThat(raw.isEnded()).isTrue();
  }

  @Test
  void aPathThatIsNotUtf8IsRefused() throws Exception {
    raw.send("GET /library/%ff HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(raw.answer().body()).contains("<Code>InvalidURI</Code>");
  }

  @Test
  void aCutWithoutLengthLooksLikeACleanEnd() throws Exception {
    server.faults().on(Operation.GET).once().cutAnswerWithoutLength(4);
    raw.send(RawHttp.head("GET", get("page")) + "\r\n");

    RawHttp.Answer answer = raw.answer(false);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .doesNotContainKey("content-length")
        .containsEntry("connection", "close");
    assertThat(raw.rest()).isEqualTo("0123");
  }

  @Test
  void aCutShortOfItsLengthPromisedMore() throws Exception {
    server.faults().on(Operation.GET).once().cutAnswer();
    raw.send(RawHttp.head("GET", get("page")) + "\r\n");

    assertThat(raw.answer(false).headers()).containsEntry("content-length", "10");
    assertThat(raw.rest()).isEqualTo("01234");
  }

  @Test
  void aShiftedClockShowsInTheDate() throws Exception {
    server.faults().shiftClock(Duration.ofDays(-3650));

    RawHttp.Answer answer = raw.send("GET /library/page HTTP/1.1\r\nHost: x\r\n\r\n").answer();

    int year = Instant.now().minus(Duration.ofDays(3650)).atZone(ZoneOffset.UTC).getYear();
    assertThat(answer.headers().get("date")).contains(" " + year + " ");
  }

  private URI get(String key) {
    return Sdk.presignedGet(server, "library", key, LONG);
  }

  private URI put(String key) {
    return Sdk.presignedPut(server, "library", key, LONG);
  }
}
