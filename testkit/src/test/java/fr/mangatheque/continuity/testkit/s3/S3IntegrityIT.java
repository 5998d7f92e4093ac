package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3IntegrityIT {
  private static final String PAGE = "page";
  private static final String SHA256 = sha256(PAGE);

  private S3Server server = S3Server.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aContentMd5IsEnforced() {
    S3Exception refused = put(b -> b.contentMD5(md5("other")));
    S3Exception malformed = put(b -> b.contentMD5("c2hvcnQ="));

    assertThat(Sdk.code(refused)).isEqualTo("BadDigest");
    assertThat(Sdk.code(malformed)).isEqualTo("InvalidDigest");
    assertThat(server.bucket("library").keys()).isEmpty();
    assertThat(put(b -> b.contentMD5(md5(PAGE)))).isNull();
  }

  @Test
  void aSha256IsEnforcedKeptAndToldOnlyWhenAskedFor() {
    S3Exception refused = put(b -> b.checksumSHA256(sha256("other")));
    S3Exception malformed = put(b -> b.checksumSHA256("c2hvcnQ="));
    S3Exception right = put(b -> b.checksumSHA256(SHA256));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Sdk.code(refused)).isEqualTo("BadDigest");
    assertThat(Sdk.code(malformed)).isEqualTo("InvalidRequest");
    assertThat(right).isNull();
    try (S3Client s3 = Sdk.client(server)) {
      HeadObjectResponse asked =
          s3.headObject(b -> b.bucket("library").key("page").checksumMode(ChecksumMode.ENABLED));
      assertThat(asked.checksumSHA256()).isEqualTo(SHA256);
      assertThat(asked.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
      assertThat(s3.headObject(b -> b.bucket("library").key("page")).checksumSHA256()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void whatTheSdkComputesInTrailersOfSignedChunksIsAccepted(ChecksumAlgorithm algorithm) {
    String large = "0123456789".repeat(50_000);
    server.createBucket("library");
    try (S3Client s3 = checking()) {
      s3.putObject(
          b -> b.bucket("library").key("page").checksumAlgorithm(algorithm),
          RequestBody.fromContentProvider(
              () -> new ByteArrayInputStream(large.getBytes(UTF_8)), large.length(), "image/png"));

      assertThat(s3.getObjectAsBytes(b -> b.bucket("library").key("page")).asUtf8String())
          .isEqualTo(large);
    }
    StoredObject stored = server.bucket("library").object("page").orElseThrow();
    assertThat(stored.checksum(algorithm.toString())).isPresent();
    assertThat(stored.header("Content-Encoding")).isEmpty();
    assertThat(stored.header("Content-Type")).contains("image/png");
  }

  @Test
  void theSdkSeesACorruptedBodyByTheChecksumKept() {
    server.createBucket("library");
    try (S3Client s3 = checking()) {
      s3.putObject(b -> b.bucket("library").key("page"), Sdk.body(PAGE));
      server.bucket("library").corrupt("page", 1);

      assertThat(
              catchThrowableOfType(
                  SdkClientException.class,
                  () ->
                      s3.getObjectAsBytes(
                          b -> b.bucket("library").key("page").checksumMode(ChecksumMode.ENABLED))))
          .hasMessageContaining("checksum");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void largeBodiesPassSignedInChunksOrWhole(boolean chunked) {
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    server.createBucket("library");
    try (S3Client s3 =
        Sdk.client(
            server, server.credentials().root(), c -> c.chunkedEncodingEnabled(chunked), _ -> {})) {
      s3.putObject(b -> b.bucket("library").key("page"), RequestBody.fromBytes(large));
    }

    assertThat(server.bucket("library").bytes("page")).isEqualTo(large);
  }

  @Test
  void aStoreWithoutChecksumsTakesNoNotice() {
    restartWith(Quirk.IGNORES_CHECKSUMS);

    assertThat(put(b -> b.checksumSHA256(sha256("other")))).isNull();
    assertThat(server.bucket("library").object("page").orElseThrow().checksum("sha256")).isEmpty();
  }

  @Test
  void aStoreMayRefuseChecksums() {
    restartWith(Quirk.REFUSES_CHECKSUMS);

    assertThat(put(b -> b.checksumSHA256(SHA256)).statusCode()).isEqualTo(501);
    assertThat(put(b -> {})).isNull();
  }

  @Test
  void aStoreMayNotLookAtContentMd5() {
    restartWith(Quirk.IGNORES_CONTENT_MD5);

    assertThat(put(b -> b.contentMD5(md5("other")))).isNull();
  }

  @Test
  void aStoreMayIgnoreConditions() {
    restartWith(Quirk.IGNORES_WRITE_CONDITIONS);

    assertThat(put(b -> b.ifNoneMatch("*"))).isNull();
    assertThat(put(b -> b.ifNoneMatch("*"))).isNull();
  }

  @Test
  void opaqueETagsAreNotMd5sAndChangeWithEachWrite() {
    restartWith(Quirk.OPAQUE_ETAGS);

    put(b -> {});
    String first = server.bucket("library").object("page").orElseThrow().etag();
    put(b -> {});
    String second = server.bucket("library").object("page").orElseThrow().etag();

    assertThat(first).matches("\"[0-9a-f]{32}\"").isNotEqualTo(second);
    assertThat(first).isNotEqualTo(ETags.ofMd5(Digests.md5(PAGE.getBytes(UTF_8))));
  }

  private void restartWith(Quirk quirk) {
    server.close();
    server = S3Server.builder().quirks(quirk).start();
  }

  /** The error of a PUT, null when it succeeds. */
  private S3Exception put(Consumer<PutObjectRequest.Builder> more) {
    if (!server.bucketNames().contains("library")) {
      server.createBucket("library");
    }
    try (S3Client s3 = Sdk.client(server)) {
      return catchThrowableOfType(
          S3Exception.class,
          () ->
              s3.putObject(
                  b -> {
                    b.bucket("library").key("page").metadata(Map.of("a", "b"));
                    more.accept(b);
                  },
                  Sdk.body(PAGE)));
    }
  }

  /** A client with the SDK's own defaults: chunks, trailers, checksums sent and checked. */
  private S3Client checking() {
    return Sdk.client(
        server,
        server.credentials().root(),
        _ -> {},
        b ->
            b.requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_SUPPORTED));
  }

  private static String md5(String text) {
    return Base64.getEncoder().encodeToString(Digests.md5(text.getBytes(UTF_8)));
  }

  private static String sha256(String text) {
    return Base64.getEncoder().encodeToString(Digests.sha256(text.getBytes(UTF_8)));
  }
}
