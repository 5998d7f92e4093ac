package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FaultsIT {
  private static final String PAGE = "0123456789".repeat(2000);

  private final S3Server server = S3Server.start();
  private final S3Client s3 = Sdk.client(server);
  private final ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor();
  private Bucket bucket = server.createBucket("library");

  @BeforeEach
  void onePage() {
    bucket.put("page", PAGE.getBytes(UTF_8));
  }

  @AfterEach
  void close() {
    server.faults().clear();
    s3.close();
    server.close();
    aside.close();
  }

  @Test
  void aStormStrikesAsOftenAsToldAndOnlyWhereTold() {
    Fault storm =
        server.faults().on(Operation.GET).bucket("library").key("page").times(2).slowDown();

    assertThat(getFails().statusCode()).isEqualTo(503);
    assertThat(Sdk.code(getFails())).isEqualTo("SlowDown");
    assertThat(get()).isEqualTo(PAGE);
    assertThat(storm.hits()).isEqualTo(2);
    assertThat(storm.isOver()).isTrue();
  }

  @Test
  void aServerThatHangsUpDoesNothing() {
    Fault away = server.faults().on(Operation.PUT).hangUp();

    assertThat(
            catchThrowable(() -> s3.putObject(b -> b.bucket("library").key("new"), Sdk.body(PAGE))))
        .isInstanceOf(SdkClientException.class);
    assertThat(bucket.contains("new")).isFalse();
    assertThat(away.hits()).isPositive();
    away.clear();
    s3.putObject(b -> b.bucket("library").key("new"), Sdk.body(PAGE));
    assertThat(bucket.contains("new")).isTrue();
  }

  @Test
  void bitsAreFlippedAtAnotherPlaceEachTime() {
    server.faults().on(Operation.GET).flipAnyAnswerBit();

    String first = get();
    String second = get();

    assertThat(first).hasSameSizeAs(PAGE).isNotEqualTo(PAGE).isNotEqualTo(second);
    assertThat(second).isNotEqualTo(PAGE);
  }

  @Test
  void requestsMayPassBeforeAStorm() {
    server.faults().on(Operation.GET).after(1).once().status(500);

    assertThat(get()).isEqualTo(PAGE);
    assertThat(Sdk.code(getFails())).isEqualTo("InternalError");
    assertThat(get()).isEqualTo(PAGE);
  }

  @Test
  void tooManyRequestsSayWhenToComeBack() {
    server.faults().on(Operation.PUT).once().tooManyRequests(Duration.ofSeconds(7));

    S3Exception refused =
        catchThrowableOfType(
            S3Exception.class,
            () -> s3.putObject(b -> b.bucket("library").key("new"), Sdk.body(PAGE)));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After"))
        .contains("7");
    assertThat(bucket.contains("new")).isFalse();
  }

  @Test
  void aBucketCanSeemGone() {
    server.faults().on().noSuchBucket();

    assertThat(catchThrowable(this::get)).isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void aFaultOfChanceStrikesAShareOfRequests() {
    Fault rare = server.faults().on(Operation.HEAD).probability(0.5).status(500);

    long failed =
        IntStream.range(0, 100)
            .mapToObj(
                _ -> catchThrowable(() -> s3.headObject(b -> b.bucket("library").key("page"))))
            .filter(Objects::nonNull)
            .count();

    assertThat(failed).isBetween(20L, 80L).isEqualTo(rare.hits());
  }

  @Test
  void aDelayedAnswerComesLate() {
    server.faults().on(Operation.GET).once().delay(Duration.ofMillis(300));
    Instant start = Instant.now();

    assertThat(get()).isEqualTo(PAGE);

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void aBlackHoleNeverAnswers() {
    Fault hole = server.faults().on(Operation.PUT).blackHole();

    Throwable thrown =
        catchThrowable(
            () ->
                s3.putObject(
                    b ->
                        b.bucket("library")
                            .key("new")
                            .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(2))),
                    Sdk.body(PAGE)));

    assertThat(thrown).isInstanceOf(ApiCallTimeoutException.class);
    assertThat(hole.hits()).isEqualTo(1);
    assertThat(bucket.contains("new")).isFalse();
  }

  @Test
  void aSlowAnswerKeepsToItsRate() {
    server.faults().on(Operation.GET).once().slowAnswer(40_000);
    Instant start = Instant.now();

    assertThat(get()).isEqualTo(PAGE);

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(400));
  }

  @Test
  void aSlowRequestKeepsToItsRate() {
    server.faults().on(Operation.PUT).once().slowRequest(40_000);
    Instant start = Instant.now();

    s3.putObject(b -> b.bucket("library").key("new"), Sdk.body(PAGE));

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(400));
    assertThat(bucket.bytes("new")).asString(UTF_8).isEqualTo(PAGE);
  }

  @Test
  void anAnswerCutShortOfItsLengthFailsTheClient() {
    server.faults().on(Operation.GET).once().cutAnswer();

    assertThat(catchThrowable(this::get)).isInstanceOf(SdkClientException.class);
    assertThat(get()).isEqualTo(PAGE);
  }

  @Test
  void anAnswerCutWithoutALengthLooksComplete() {
    server.faults().on(Operation.GET).once().cutAnswerWithoutLength(1234);

    assertThat(get()).isEqualTo(PAGE.substring(0, 1234));
  }

  @Test
  void aResetConnectionFailsTheClient() {
    server.faults().on(Operation.GET).once().resetAnswer(100);

    assertThat(catchThrowable(this::get)).isInstanceOf(SdkClientException.class);
  }

  @Test
  void aBitFlipsOnTheWayOut() {
    server.faults().on(Operation.GET).once().flipAnswerBit(0);

    assertThat(get()).isEqualTo("1" + PAGE.substring(1));
    assertThat(get()).isEqualTo(PAGE);
  }

  @Test
  void aBitFlipsInWhatIsStored() {
    server.faults().on(Operation.PUT).once().flipStoredBit(3);

    String etag = s3.putObject(b -> b.bucket("library").key("new"), Sdk.body("0000")).eTag();

    assertThat(bucket.bytes("new")).asString(UTF_8).isEqualTo("0001");
    assertThat(etag).isEqualTo(ETags.ofMd5(Digests.md5("0000".getBytes(UTF_8))));
  }

  @Test
  void anAnswerIsLostAfterTheWriteTookEffect() {
    server.faults().on(Operation.PUT).once().loseAnswer();

    Throwable thrown =
        catchThrowable(() -> s3.putObject(b -> b.bucket("library").key("new"), Sdk.body(PAGE)));

    assertThat(thrown).isInstanceOf(SdkClientException.class);
    assertThat(bucket.contains("new")).isTrue();
  }

  @Test
  void aLyingSuccessKeepsNothing() {
    server.faults().on(Operation.PUT).once().keepNothing();

    String etag = s3.putObject(b -> b.bucket("library").key("new"), Sdk.body(PAGE)).eTag();

    assertThat(etag).isEqualTo(bucket.object("page").orElseThrow().etag());
    assertThat(bucket.contains("new")).isFalse();
  }

  @Test
  void aLyingSuccessStillObeysConditions() {
    server.faults().on(Operation.PUT).keepNothing();

    S3Exception refused =
        catchThrowableOfType(
            S3Exception.class,
            () ->
                s3.putObject(
                    b -> b.bucket("library").key("page").ifNoneMatch("*"), Sdk.body("other")));

    assertThat(refused.statusCode()).isEqualTo(412);
  }

  @Test
  void conditionsAreIgnoredWhenTold() {
    server.faults().on(Operation.PUT).once().ignoreConditions();

    s3.putObject(b -> b.bucket("library").key("page").ifNoneMatch("*"), Sdk.body("other"));

    assertThat(bucket.bytes("page")).asString(UTF_8).isEqualTo("other");
  }

  @Test
  void aClockTooFarOffRefusesRequests() {
    server.faults().shiftClock(Duration.ofMinutes(16));

    S3Exception refused = getFails();
    SdkGlobalTime.setGlobalTimeOffset(0); // the SDK learns the shift for the whole JVM

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Sdk.code(refused)).isEqualTo("RequestTimeTooSkewed");
  }

  @Test
  void aGateHoldsRequestsUntilReleased() throws Exception {
    Gate gate = server.faults().on(Operation.PUT).gate();

    var put =
        CompletableFuture.runAsync(
            () -> s3.putObject(b -> b.bucket("library").key("new"), Sdk.body(PAGE)), aside);
    gate.awaitArrived();
    assertThat(bucket.contains("new")).isFalse();
    assertThat(put).isNotDone();
    gate.release();

    put.get(10, TimeUnit.SECONDS);
    assertThat(bucket.contains("new")).isTrue();
  }

  @Test
  void aGateHoldsAnswersOfWhatTookEffect() throws Exception {
    Gate gate = server.faults().on(Operation.PUT).once().gateBeforeAnswer();

    var put =
        CompletableFuture.runAsync(
            () -> s3.putObject(b -> b.bucket("library").key("new"), Sdk.body(PAGE)), aside);
    gate.awaitArrived();
    assertThat(bucket.contains("new")).isTrue();
    assertThat(put).isNotDone();
    gate.release();

    put.get(10, TimeUnit.SECONDS);
  }

  @Test
  void anOverwriteMidReadLeavesTheReaderWhatItBegan() {
    server
        .faults()
        .on(Operation.GET)
        .once()
        .midAnswer(() -> bucket.put("page", "other".getBytes(UTF_8)));

    assertThat(get()).isEqualTo(PAGE);
    assertThat(get()).isEqualTo("other");
  }

  @Test
  void aStoppedServerLetsNoRequestHang() throws Exception {
    Gate gate = server.faults().on(Operation.GET).gate();
    var read = CompletableFuture.supplyAsync(() -> catchThrowable(this::get), aside);
    gate.awaitArrived();

    server.stop();

    assertThat(read.get(10, TimeUnit.SECONDS)).isInstanceOf(SdkClientException.class);
  }

  @Test
  void theJournalTellsWhatWasAskedAndAnswered() {
    server.journal().start();
    server.faults().on(Operation.GET).once().status(500);

    getFails();
    get();

    assertThat(server.journal().about("page"))
        .extracting(Exchange::operation, Exchange::status, Exchange::code, Exchange::bucket)
        .containsExactly(
            tuple(Operation.GET, 500, "InternalError", "library"),
            tuple(Operation.GET, 200, "", "library"));
    assertThat(server.journal().about("page").getLast().sent()).isEqualTo(PAGE.length());
  }

  private String get() {
    return s3.getObjectAsBytes(b -> b.bucket("library").key("page")).asUtf8String();
  }

  private S3Exception getFails() {
    return catchThrowableOfType(S3Exception.class, this::get);
  }
}
