package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class AwsChunkedBodyTest {
  /** The worked example of "Signature Calculations … Transferring Payload in Multiple Chunks". */
  private static final String SEED =
      "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";

  private static final String EXAMPLE =
      "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
          + "a".repeat(65_536)
          + "\r\n"
          + "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
          + "a".repeat(1024)
          + "\r\n"
          + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";

  @Test
  void amazonsOwnExampleOfSignedChunksIsRead() throws Exception {
    byte[] bytes = body(EXAMPLE, true).readFully(66_560);

    assertThat(new String(bytes, US_ASCII)).isEqualTo("a".repeat(66_560));
  }

  @Test
  void aChunkThatWasChangedIsRefused() {
    AwsChunkedBody body = body(EXAMPLE.replace("aaa\r\n400", "aab\r\n400"), true);

    S3Error refused = catchThrowableOfType(S3Error.class, () -> body.readFully(66_560));

    assertThat(refused.code()).isEqualTo(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void trailersFollowUnsignedChunks() throws Exception {
    AwsChunkedBody body =
        body("4\r\npage\r\n2\r\n!!\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", false);

    byte[] bytes = body.readFully(6);

    assertThat(new String(bytes, US_ASCII)).isEqualTo("page!!");
    assertThat(body.trailers().get("x-amz-checksum-crc32")).isEqualTo("AAAAAA==");
  }

  @Test
  void aBodyOfAnotherLengthThanAnnouncedIsIncomplete() {
    String six = "4\r\npage\r\n2\r\n!!\r\n0\r\n\r\n";

    assertThat(catchThrowableOfType(S3Error.class, () -> body(six, false).readFully(5)).code())
        .isEqualTo(ErrorCode.INCOMPLETE_BODY);
    assertThat(catchThrowableOfType(S3Error.class, () -> body(six, false).readFully(7)).code())
        .isEqualTo(ErrorCode.INCOMPLETE_BODY);
  }

  private static AwsChunkedBody body(String wire, boolean signed) {
    SecretKey key =
        Digests.hmacKey("AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".getBytes(US_ASCII));
    for (String part : List.of("20130524", "us-east-1", "s3", "aws4_request")) {
      key = Digests.hmacKey(Digests.hmacSha256(key, part.getBytes(US_ASCII)));
    }
    var claim =
        new SignatureClaim(
            "AKIAIOSFODNN7EXAMPLE",
            "20130524",
            "us-east-1",
            List.of("host"),
            SEED,
            "20130524T000000Z",
            Instant.parse("2013-05-24T00:00:00Z"),
            signed ? "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" : "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            null);
    var credential = new Credential(claim.accessKeyId(), "unused", Set.of(Right.WRITE));
    return new AwsChunkedBody(
        new ByteArrayInputStream(wire.getBytes(US_ASCII)),
        new Caller(credential, claim, key),
        signed);
  }
}
