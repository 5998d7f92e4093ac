package fr.mangatheque.continuity.testkit.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its own signature, not yet believed.
 *
 * @param timestamp as it came, {@code yyyyMMdd'T'HHmmss'Z'}
 * @param payload the hash of the body, or the word that stands for it, as signed
 * @param validFor null unless presigned
 */
record SignatureClaim(
    String accessKeyId,
    String date,
    String region,
    List<String> signedHeaders,
    String signature,
    String timestamp,
    Instant instant,
    String payload,
    @Nullable Duration validFor) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Duration LONGEST = Duration.ofDays(7);

  static SignatureClaim of(S3Request request) {
    String authorization = request.header("authorization");
    if (authorization != null) {
      return ofHeader(request, authorization);
    }
    if (request.query().has("X-Amz-Algorithm")) {
      return ofQuery(request);
    }
    throw S3Error.of(ErrorCode.ACCESS_DENIED);
  }

  String scope() {
    return date + "/" + region + "/s3/aws4_request";
  }

  private static SignatureClaim ofHeader(S3Request request, String authorization) {
    if (!authorization.startsWith(ALGORITHM + " ")) {
      throw S3Error.of(
          ErrorCode.INVALID_REQUEST,
          "The authorization mechanism you have provided is not supported. Please use "
              + ALGORITHM
              + ".");
    }
    String credential = null;
    String headers = null;
    String signature = null;
    for (String part : authorization.substring(ALGORITHM.length()).split(",", -1)) {
      String field = part.strip();
      if (field.startsWith("Credential=")) {
        credential = field.substring("Credential=".length());
      } else if (field.startsWith("SignedHeaders=")) {
        headers = field.substring("SignedHeaders=".length());
      } else if (field.startsWith("Signature=")) {
        signature = field.substring("Signature=".length());
      }
    }
    String payload = request.header("x-amz-content-sha256");
    String timestamp = request.header("x-amz-date");
    if (payload == null) {
      throw S3Error.of(
          ErrorCode.INVALID_REQUEST,
          "Missing required header for this request: x-amz-content-sha256");
    }
    return claim(
        credential,
        headers,
        signature,
        timestamp,
        payload,
        null,
        ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
  }

  private static SignatureClaim ofQuery(S3Request request) {
    Query query = request.query();
    ErrorCode malformed = ErrorCode.AUTHORIZATION_QUERY_ERROR;
    if (!ALGORITHM.equals(query.get("X-Amz-Algorithm"))) {
      throw S3Error.of(malformed);
    }
    Duration validFor;
    try {
      validFor = Duration.ofSeconds(Long.parseLong(query.get("X-Amz-Expires", "")));
    } catch (NumberFormatException e) {
      throw S3Error.of(malformed);
    }
    if (validFor.isNegative() || validFor.compareTo(LONGEST) > 0) {
      throw S3Error.of(malformed);
    }
    String payload = request.header("x-amz-content-sha256");
    return claim(
        query.get("X-Amz-Credential"),
        query.get("X-Amz-SignedHeaders"),
        query.get("X-Amz-Signature"),
        query.get("X-Amz-Date"),
        payload == null ? query.get("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD") : payload,
        validFor,
        malformed);
  }

  private static SignatureClaim claim(
      @Nullable String credential,
      @Nullable String headers,
      @Nullable String signature,
      @Nullable String timestamp,
      String payload,
      @Nullable Duration validFor,
      ErrorCode malformed) {
    if (credential == null || headers == null || signature == null || timestamp == null) {
      throw S3Error.of(malformed);
    }
    Optional<Instant> instant = HttpDates.parseAmz(timestamp);
    String[] parts = credential.split("/", -1);
    if (parts.length != 5
        || !parts[3].equals("s3")
        || !parts[4].equals("aws4_request")
        || instant.isEmpty()
        || !timestamp.startsWith(parts[1])) {
      throw S3Error.of(malformed);
    }
    return new SignatureClaim(
        parts[0],
        parts[1],
        parts[2],
        Arrays.asList(headers.split(";", -1)),
        signature,
        timestamp,
        instant.get(),
        payload,
        validFor);
  }
}
