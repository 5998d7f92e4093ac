package fr.mangatheque.continuity.testkit.s3;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a body against the digests sent with it, as far as the store it plays does. */
final class Integrity {
  private final Set<Quirk> quirks;

  Integrity(Set<Quirk> quirks) {
    this.quirks = quirks;
  }

  boolean ignoresChecksums() {
    return quirks.contains(Quirk.IGNORES_CHECKSUMS);
  }

  /** Throws InvalidDigest or BadDigest. */
  void checkMd5(S3Request request, Payload payload) {
    String given = request.header("content-md5");
    if (given == null || quirks.contains(Quirk.IGNORES_CONTENT_MD5)) {
      return;
    }
    byte[] md5 = base64(given);
    if (md5 == null || md5.length != 16) {
      throw S3Error.of(ErrorCode.INVALID_DIGEST);
    }
    if (!Arrays.equals(md5, payload.md5())) {
      throw S3Error.of(ErrorCode.BAD_DIGEST);
    }
  }

  /** The checksum that came with the body, in a header or behind it, and that it proved to have. */
  @Nullable StoredChecksum checkChecksum(S3Request request, Payload payload) {
    if (ignoresChecksums()) {
      return null;
    }
    Given given = given(request, payload);
    if (given == null) {
      if (request.headers().has("x-amz-sdk-checksum-algorithm")
          && request.operation() != Operation.CREATE_UPLOAD) {
        throw S3Error.of(
            ErrorCode.INVALID_REQUEST,
            "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
                + " x-amz-trailer headers were found.");
      }
      return null;
    }
    ChecksumAlgorithm algorithm = given.algorithm;
    byte[] value = base64(given.value);
    if (value == null || value.length != algorithm.length()) {
      throw S3Error.of(
          ErrorCode.INVALID_REQUEST, "Value for " + algorithm.header() + " header is invalid.");
    }
    if (!Arrays.equals(value, payload.checksum(algorithm))) {
      throw S3Error.of(
          ErrorCode.BAD_DIGEST,
          "The " + algorithm + " you specified did not match the calculated checksum.");
    }
    return new StoredChecksum(algorithm, given.value, false);
  }

  /** Throws InvalidRequest unless some digest of the body came with it. */
  void requireAny(S3Request request) {
    boolean[] any = {false};
    request
        .headers()
        .forEach(
            (name, _) ->
                any[0] |=
                    name.equals("content-md5")
                        || name.equals("x-amz-trailer")
                        || ChecksumAlgorithm.ofHeader(name).isPresent());
    if (!any[0]) {
      throw S3Error.of(
          ErrorCode.INVALID_REQUEST,
          "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
  }

  /** Throws NotImplemented where the store refuses checksums and one is sent or asked for. */
  void refuse(S3Request request) {
    if (quirks.contains(Quirk.REFUSES_CHECKSUMS)) {
      request
          .headers()
          .forEach(
              (name, _) -> {
                if (name.startsWith("x-amz-checksum-")
                    || name.equals("x-amz-sdk-checksum-algorithm")
                    || name.equals("x-amz-trailer")) {
                  throw S3Error.of(ErrorCode.NOT_IMPLEMENTED);
                }
              });
    }
  }

  private record Given(ChecksumAlgorithm algorithm, String value) {}

  private static @Nullable Given given(S3Request request, Payload payload) {
    Given found = null;
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      String value = request.header(algorithm.header());
      if (value != null) {
        if (found != null) {
          throw S3Error.of(
              ErrorCode.INVALID_REQUEST,
              "Expecting a single x-amz-checksum- header. Multiple checksum Types are not"
                  + " allowed.");
        }
        found = new Given(algorithm, value);
      }
    }
    String announced = request.header("x-amz-trailer");
    if (found != null || announced == null) {
      return found;
    }
    Optional<ChecksumAlgorithm> algorithm = ChecksumAlgorithm.ofHeader(announced.strip());
    if (algorithm.isEmpty()) {
      throw S3Error.of(
          ErrorCode.INVALID_REQUEST,
          "The value specified in the x-amz-trailer header is not" + " supported");
    }
    String value = payload.trailers().get(algorithm.get().header());
    if (value == null) {
      throw S3Error.of(ErrorCode.INCOMPLETE_BODY);
    }
    return new Given(algorithm.get(), value);
  }

  private static byte @Nullable [] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
