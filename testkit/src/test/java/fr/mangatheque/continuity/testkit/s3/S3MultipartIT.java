package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

class S3MultipartIT {
  private final S3Server server = S3Server.builder().smallestPart(5).start();
  private final S3Client s3 = Sdk.client(server);
  private Bucket bucket = server.createBucket("library");

  @AfterEach
  void close() {
    s3.close();
    server.close();
  }

  @Test
  void partsBecomeOneObject() {
    String upload = begin();
    List<CompletedPart> parts =
        List.of(part(upload, 1, "first"), part(upload, 7, "second"), part(upload, 9, "end"));

    CompleteMultipartUploadResponse done = complete(upload, parts, null);

    assertThat(bucket.bytes("volume")).asString(UTF_8).isEqualTo("firstsecondend");
    assertThat(done.eTag())
        .endsWith("-3\"")
        .isEqualTo(bucket.object("volume").orElseThrow().etag());
    assertThat(bucket.unfinishedUploads()).isZero();
    assertThat(
            s3.getObjectAsBytes(b -> b.bucket("library").key("volume").range("bytes=3-7"))
                .asUtf8String())
        .isEqualTo("stsec");
  }

  @Test
  void theETagIsThatOfThePartsMd5s() {
    String upload = begin();

    complete(upload, List.of(part(upload, 1, "first"), part(upload, 2, "second")), null);

    byte[] md5s = new byte[32];
    System.arraycopy(Digests.md5("first".getBytes(UTF_8)), 0, md5s, 0, 16);
    System.arraycopy(Digests.md5("second".getBytes(UTF_8)), 0, md5s, 16, 16);
    assertThat(bucket.object("volume").orElseThrow().etag())
        .isEqualTo('"' + Digests.hex(Digests.md5(md5s)) + "-2\"");
  }

  @Test
  void aCompositeChecksumIsMadeOfItsPartsOnes() {
    String upload =
        s3.createMultipartUpload(
                b -> b.bucket("library").key("volume").checksumAlgorithm(ChecksumAlgorithm.SHA256))
            .uploadId();
    List<CompletedPart> parts =
        List.of(checkedPart(upload, 1, "first"), checkedPart(upload, 2, "second"));

    CompleteMultipartUploadResponse done = complete(upload, parts, null);

    byte[] digests = new byte[64];
    System.arraycopy(Digests.sha256("first".getBytes(UTF_8)), 0, digests, 0, 32);
    System.arraycopy(Digests.sha256("second".getBytes(UTF_8)), 0, digests, 32, 32);
    String composite = Base64.getEncoder().encodeToString(Digests.sha256(digests)) + "-2";
    assertThat(done.checksumSHA256()).isEqualTo(composite);
    HeadObjectResponse head =
        s3.headObject(b -> b.bucket("library").key("volume").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumSHA256()).isEqualTo(composite);
    assertThat(head.checksumTypeAsString()).isEqualTo("COMPOSITE");
  }

  @Test
  void aPartMustMatchItsChecksum() {
    String upload = begin();

    S3Exception refused =
        catchThrowableOfType(
            S3Exception.class,
            () ->
                s3.uploadPart(
                    b ->
                        b.bucket("library")
                            .key("volume")
                            .uploadId(upload)
                            .partNumber(1)
                            .checksumSHA256(
                                Base64.getEncoder()
                                    .encodeToString(Digests.sha256("other".getBytes(UTF_8)))),
                    Sdk.body("first")));

    assertThat(Sdk.code(refused)).isEqualTo("BadDigest");
  }

  @Test
  void anUploadBegunWithChecksumsWantsOneOfEachPart() {
    String upload =
        s3.createMultipartUpload(
                b -> b.bucket("library").key("volume").checksumAlgorithm(ChecksumAlgorithm.SHA256))
            .uploadId();

    S3Exception refused = catchThrowableOfType(S3Exception.class, () -> part(upload, 1, "first"));

    assertThat(Sdk.code(refused)).isEqualTo("InvalidRequest");
  }

  @Test
  void aConditionalCompletionWritesOnceOnly() {
    String upload = begin();
    List<CompletedPart> parts = List.of(part(upload, 1, "first"));
    bucket.put("volume", "held".getBytes(UTF_8));

    S3Exception refused =
        catchThrowableOfType(S3Exception.class, () -> complete(upload, parts, "*"));

    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(bucket.bytes("volume")).asString(UTF_8).isEqualTo("held");
    assertThat(bucket.unfinishedUploads()).isEqualTo(1);
  }

  @Test
  void wrongCompletionsAreRefused() {
    String upload = begin();
    CompletedPart first = part(upload, 1, "first");
    CompletedPart small = part(upload, 2, "tiny");
    CompletedPart last = part(upload, 3, "last");

    assertThat(completionError(upload, List.of(last, first))).isEqualTo("InvalidPartOrder");
    assertThat(completionError(upload, List.of(first, small, last))).isEqualTo("EntityTooSmall");
    assertThat(completionError(upload, List.of(first, last.toBuilder().partNumber(4).build())))
        .isEqualTo("InvalidPart");
    assertThat(completionError(upload, List.of(first.toBuilder().eTag("\"0\"").build())))
        .isEqualTo("InvalidPart");
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void anAbortedUploadIsGone() {
    String upload = begin();
    part(upload, 1, "first");

    s3.abortMultipartUpload(b -> b.bucket("library").key("volume").uploadId(upload));

    assertThat(bucket.unfinishedUploads()).isZero();
    assertThat(catchThrowableOfType(NoSuchUploadException.class, () -> part(upload, 2, "second")))
        .isNotNull();
  }

  @Test
  void uploadsAndTheirPartsAreListed() {
    String upload = begin();
    part(upload, 1, "first");
    part(upload, 2, "second");
    part(upload, 3, "third");

    assertThat(s3.listMultipartUploads(b -> b.bucket("library")).uploads())
        .extracting(u -> u.uploadId())
        .containsExactly(upload);
    var page = s3.listParts(b -> b.bucket("library").key("volume").uploadId(upload).maxParts(2));
    assertThat(page.isTruncated()).isTrue();
    assertThat(page.nextPartNumberMarker()).isEqualTo(2);
    assertThat(
            s3.listPartsPaginator(
                    b -> b.bucket("library").key("volume").uploadId(upload).maxParts(2))
                .parts())
        .extracting(p -> p.size())
        .containsExactly(5L, 6L, 5L);
  }

  @Test
  void theObjectIsDatedAtItsBeginning() {
    Instant before = Instant.now();
    String upload = begin();
    List<CompletedPart> parts = List.of(part(upload, 1, "first"));
    server.faults().shiftClock(Duration.ofMinutes(5));

    complete(upload, parts, null);

    assertThat(bucket.object("volume").orElseThrow().lastModified())
        .isBetween(before.minusSeconds(1), before.plusSeconds(60));
  }

  private String begin() {
    return s3.createMultipartUpload(b -> b.bucket("library").key("volume")).uploadId();
  }

  private CompletedPart part(String upload, int number, String text) {
    UploadPartResponse part =
        s3.uploadPart(
            b -> b.bucket("library").key("volume").uploadId(upload).partNumber(number),
            Sdk.body(text));
    return CompletedPart.builder().partNumber(number).eTag(part.eTag()).build();
  }

  private CompletedPart checkedPart(String upload, int number, String text) {
    String sha256 = Base64.getEncoder().encodeToString(Digests.sha256(text.getBytes(UTF_8)));
    UploadPartResponse part =
        s3.uploadPart(
            b ->
                b.bucket("library")
                    .key("volume")
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumSHA256(sha256),
            Sdk.body(text));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(part.eTag())
        .checksumSHA256(sha256)
        .build();
  }

  private CompleteMultipartUploadResponse complete(
      String upload, List<CompletedPart> parts, @Nullable String ifNoneMatch) {
    return s3.completeMultipartUpload(
        b ->
            b.bucket("library")
                .key("volume")
                .uploadId(upload)
                .ifNoneMatch(ifNoneMatch)
                .multipartUpload(u -> u.parts(new ArrayList<>(parts))));
  }

  private String completionError(String upload, List<CompletedPart> parts) {
    return Sdk.code(catchThrowableOfType(S3Exception.class, () -> complete(upload, parts, null)));
  }
}
