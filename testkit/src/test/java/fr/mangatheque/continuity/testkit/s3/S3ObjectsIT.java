package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ObjectsIT {
  private final S3Server server = S3Server.start();
  private final S3Client s3 = Sdk.client(server);
  private Bucket bucket = server.createBucket("library");

  @BeforeEach
  void freshBucket() {
    bucket.clear();
  }

  @AfterEach
  void close() {
    s3.close();
    server.close();
  }

  static List<String> keys() {
    return List.of(
        "plain.jpg",
        "x//y",
        "a/../c",
        "a/./b",
        "/lead",
        "trail/",
        "..",
        "sp ace+plus&amp=%25",
        "new\nline\r\tand more",
        "漫画/第1話/ページ 😀.png",
        "quote'\"<>[]{}|\\^`~#?;:@$!*()",
        "k".repeat(1024));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void keysKeepEveryByte(String key) {
    s3.putObject(b -> b.bucket("library").key(key), Sdk.body("page"));

    assertThat(bucket.keys()).containsExactly(key);
    assertThat(s3.getObjectAsBytes(b -> b.bucket("library").key(key)).asUtf8String())
        .isEqualTo("page");
    assertThat(s3.listObjectsV2(b -> b.bucket("library")).contents())
        .extracting(o -> o.key())
        .containsExactly(key);
    s3.deleteObject(b -> b.bucket("library").key(key));
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void controlCharactersAreListedWhenTheListingIsEncoded() {
    bucket.put("a\u0001b c", new byte[0]);

    assertThat(s3.listObjectsV2(b -> b.bucket("library").encodingType(EncodingType.URL)).contents())
        .extracting(o -> o.key())
        .containsExactly("a\u0001b c");
  }

  @Test
  void aKeyOfMoreThan1024BytesIsRefused() {
    S3Exception refused =
        catchThrowableOfType(
            S3Exception.class,
            () ->
                s3.putObject(
                    b -> b.bucket("library").key("é".repeat(512) + "x"), Sdk.body("page")));

    assertThat(Sdk.code(refused)).isEqualTo("KeyTooLongError");
  }

  @Test
  void headersAndMetadataComeBackAsTheyWerePut() {
    s3.putObject(
        b ->
            b.bucket("library")
                .key("cover")
                .contentType("image/webp")
                .cacheControl("max-age=60")
                .contentDisposition("inline")
                .contentEncoding("gzip")
                .contentLanguage("ja")
                .metadata(Map.of("Series", "One")),
        Sdk.body("cover"));

    HeadObjectResponse head = s3.headObject(b -> b.bucket("library").key("cover"));

    assertThat(head.contentType()).isEqualTo("image/webp");
    assertThat(head.cacheControl()).isEqualTo("max-age=60");
    assertThat(head.contentDisposition()).isEqualTo("inline");
    assertThat(head.contentEncoding()).isEqualTo("gzip");
    assertThat(head.contentLanguage()).isEqualTo("ja");
    assertThat(head.metadata()).containsExactly(Map.entry("series", "One"));
    assertThat(head.contentLength()).isEqualTo(5);
    assertThat(head.eTag())
        .isEqualTo("\"" + Digests.hex(Digests.md5("cover".getBytes(UTF_8))) + "\"");
  }

  @Test
  void metadataAboveTwoKilobytesIsRefused() {
    S3Exception refused =
        catchThrowableOfType(
            S3Exception.class,
            () ->
                s3.putObject(
                    b -> b.bucket("library").key("cover").metadata(Map.of("m", "v".repeat(2048))),
                    Sdk.body("cover")));

    assertThat(Sdk.code(refused)).isEqualTo("MetadataTooLarge");
  }

  @Test
  void whatIsMissingIsToldApart() {
    assertThat(
            catchThrowableOfType(
                NoSuchKeyException.class,
                () -> s3.getObjectAsBytes(b -> b.bucket("library").key("none"))))
        .isNotNull();
    assertThat(
            catchThrowableOfType(
                NoSuchBucketException.class,
                () -> s3.getObjectAsBytes(b -> b.bucket("elsewhere").key("none"))))
        .isNotNull();
  }

  @Test
  void aConditionalPutWritesOnceOnly() {
    s3.putObject(b -> b.bucket("library").key("page").ifNoneMatch("*"), Sdk.body("first"));

    S3Exception second =
        catchThrowableOfType(
            S3Exception.class,
            () ->
                s3.putObject(
                    b -> b.bucket("library").key("page").ifNoneMatch("*"), Sdk.body("second")));

    assertThat(second.statusCode()).isEqualTo(412);
    assertThat(Sdk.code(second)).isEqualTo("PreconditionFailed");
    assertThat(bucket.bytes("page")).asString(UTF_8).isEqualTo("first");
  }

  @Test
  void aPutMayRequireTheETagItReplaces() {
    String etag = s3.putObject(b -> b.bucket("library").key("page"), Sdk.body("first")).eTag();

    s3.putObject(b -> b.bucket("library").key("page").ifMatch(etag), Sdk.body("second"));
    S3Exception stale =
        catchThrowableOfType(
            S3Exception.class,
            () ->
                s3.putObject(
                    b -> b.bucket("library").key("page").ifMatch(etag), Sdk.body("third")));

    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(bucket.bytes("page")).asString(UTF_8).isEqualTo("second");
  }

  @Test
  void aGetOfWhatIsKnownIsNotModified() {
    String etag = s3.putObject(b -> b.bucket("library").key("page"), Sdk.body("first")).eTag();

    S3Exception known =
        catchThrowableOfType(
            S3Exception.class,
            () -> s3.getObjectAsBytes(b -> b.bucket("library").key("page").ifNoneMatch(etag)));

    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("ETag"))
        .contains(etag);
  }

  @Test
  void datesOfConditionsAreObeyed() {
    bucket.put("page", new byte[10]);
    bucket.setLastModified("page", Instant.parse("2026-01-02T03:04:05.678Z"));

    assertThat(s3.headObject(b -> b.bucket("library").key("page")).lastModified())
        .isEqualTo("2026-01-02T03:04:05Z");
    assertThat(
            catchThrowableOfType(
                    S3Exception.class,
                    () ->
                        s3.headObject(
                            b ->
                                b.bucket("library")
                                    .key("page")
                                    .ifModifiedSince(Instant.parse("2026-01-02T03:04:05Z"))))
                .statusCode())
        .isEqualTo(304);
    assertThat(
            catchThrowableOfType(
                    S3Exception.class,
                    () ->
                        s3.headObject(
                            b ->
                                b.bucket("library")
                                    .key("page")
                                    .ifUnmodifiedSince(Instant.parse("2026-01-02T03:04:04Z"))))
                .statusCode())
        .isEqualTo(412);
  }

  @Test
  void aRangeIsServedAlone() {
    bucket.put("page", "0123456789".getBytes(UTF_8));

    var part = s3.getObjectAsBytes(b -> b.bucket("library").key("page").range("bytes=2-4"));
    GetObjectResponse described = part.response();

    assertThat(part.asUtf8String()).isEqualTo("234");
    assertThat(described.contentRange()).isEqualTo("bytes 2-4/10");
    assertThat(
            s3.getObjectAsBytes(b -> b.bucket("library").key("page").range("bytes=-3"))
                .asUtf8String())
        .isEqualTo("789");
    assertThat(
            catchThrowableOfType(
                    S3Exception.class,
                    () ->
                        s3.getObjectAsBytes(
                            b -> b.bucket("library").key("page").range("bytes=10-")))
                .statusCode())
        .isEqualTo(416);
  }

  @Test
  void aCopyKeepsBytesAndHeaders() {
    bucket.put("a b", "page".getBytes(UTF_8), Map.of("Content-Type", "image/png"));

    s3.copyObject(
        b ->
            b.sourceBucket("library")
                .sourceKey("a b")
                .destinationBucket("library")
                .destinationKey("copy"));

    assertThat(bucket.bytes("copy")).asString(UTF_8).isEqualTo("page");
    assertThat(bucket.object("copy").orElseThrow().header("Content-Type")).contains("image/png");
  }

  @Test
  void aStoppedServerRefusesAndComesBackWithWhatItHeld() {
    bucket.put("page", "kept".getBytes(UTF_8));

    server.stop();
    assertThat(
            catchThrowableOfType(
                SdkClientException.class,
                () -> s3.getObjectAsBytes(b -> b.bucket("library").key("page"))))
        .isNotNull();
    server.restart();

    assertThat(s3.getObjectAsBytes(b -> b.bucket("library").key("page")).asUtf8String())
        .isEqualTo("kept");
  }

  @Test
  void connectionsAreKeptAndUsedAgain() {
    for (int i = 0; i < 50; i++) {
      s3.putObject(b -> b.bucket("library").key("page"), Sdk.body("page"));
      s3.getObjectAsBytes(b -> b.bucket("library").key("page"));
    }

    assertThat(server.counters().connections()).isEqualTo(1);
    assertThat(server.counters().requests(Operation.PUT)).isEqualTo(50);
    assertThat(server.counters().bytesSent(Operation.GET)).isEqualTo(200);
  }

  @Test
  void theClockIsWholeSecondsAndOnEveryAnswer() {
    server.faults().shiftClock(Duration.ofMinutes(-10));

    s3.putObject(b -> b.bucket("library").key("page"), Sdk.body("page"));

    Instant dated = bucket.object("page").orElseThrow().lastModified();
    assertThat(dated).isEqualTo(dated.truncatedTo(ChronoUnit.SECONDS));
    assertThat(Duration.between(dated, Instant.now()))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
  }
}
