package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A body read in full, whose digests are computed once and only when asked for. One thread's. */
final class Payload {
  private final Content content;
  private final byte[] bytes;
  private final Headers trailers;
  private byte @Nullable [] md5;
  private byte @Nullable [] sha256;

  private Payload(byte[] bytes, Headers trailers) {
    this.bytes = bytes;
    this.content = Content.of(bytes);
    this.trailers = trailers;
  }

  /** Reads the body of a request and checks it against what was signed of it. */
  static Payload read(S3Request request, Caller caller) throws IOException {
    String signed = caller.claim().payload();
    if (signed.startsWith("STREAMING-")) {
      boolean chunksSigned = signed.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
      if (!chunksSigned && !signed.equals("STREAMING-UNSIGNED-PAYLOAD-TRAILER")) {
        throw S3Error.of(ErrorCode.NOT_IMPLEMENTED);
      }
      var chunked = new AwsChunkedBody(request.body(), caller, chunksSigned);
      return new Payload(chunked.readFully(decodedLength(request)), chunked.trailers());
    }
    if (!request.body().hasLength()) {
      throw S3Error.of(ErrorCode.NOT_IMPLEMENTED);
    }
    byte[] bytes = new byte[length(request.body().length())];
    request.body().readNBytes(bytes, 0, bytes.length);
    var payload = new Payload(bytes, new Headers());
    if (!signed.equals("UNSIGNED-PAYLOAD")
        && !signed.toLowerCase(Locale.ROOT).equals(Digests.hex(payload.sha256()))) {
      throw S3Error.of(ErrorCode.CONTENT_SHA256_MISMATCH);
    }
    return payload;
  }

  Content content() {
    return content;
  }

  byte[] bytes() {
    return bytes;
  }

  Headers trailers() {
    return trailers;
  }

  byte[] md5() {
    byte[] known = md5;
    if (known == null) {
      known = Digests.md5(bytes);
      md5 = known;
    }
    return known;
  }

  byte[] sha256() {
    byte[] known = sha256;
    if (known == null) {
      known = Digests.sha256(bytes);
      sha256 = known;
    }
    return known;
  }

  byte[] checksum(ChecksumAlgorithm algorithm) {
    return algorithm == ChecksumAlgorithm.SHA256 ? sha256() : algorithm.of(content);
  }

  private static int decodedLength(S3Request request) {
    String decoded = request.header("x-amz-decoded-content-length");
    if (decoded == null) {
      throw S3Error.of(ErrorCode.MISSING_CONTENT_LENGTH);
    }
    try {
      return length(Long.parseLong(decoded));
    } catch (NumberFormatException e) {
      throw S3Error.of(ErrorCode.INVALID_ARGUMENT);
    }
  }

  private static int length(long length) {
    if (length < 0 || length > Integer.MAX_VALUE - 16) {
      throw S3Error.of(ErrorCode.ENTITY_TOO_LARGE);
    }
    return (int) length;
  }
}
