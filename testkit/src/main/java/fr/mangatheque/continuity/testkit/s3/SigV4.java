package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/** Checks AWS signature version 4, in a header or in the query, as S3 does. */
final class SigV4 {
  private static final Duration TOLERANCE = Duration.ofMinutes(15);

  private record KeyId(String secret, String date, String region) {}

  private final Map<KeyId, SecretKey> signingKeys = new ConcurrentHashMap<>();
  private final Credentials credentials;
  private final String region;
  private final ServerClock clock;

  SigV4(Credentials credentials, String region, ServerClock clock) {
    this.credentials = credentials;
    this.region = region;
    this.clock = clock;
  }

  /** Who signed this request; throws what S3 answers where nobody known did, rightly and now. */
  Caller verify(S3Request request) {
    SignatureClaim claim = SignatureClaim.of(request);
    Credential credential =
        credentials
            .find(claim.accessKeyId())
            .orElseThrow(() -> S3Error.of(ErrorCode.INVALID_ACCESS_KEY_ID));
    checkRegion(claim);
    checkTime(claim);
    checkAllSigned(request, claim.signedHeaders());
    SecretKey key = signingKey(credential, claim);
    String expected = Digests.hex(Digests.hmacSha256(key, stringToSign(request, claim)));
    if (!MessageDigest.isEqual(expected.getBytes(UTF_8), claim.signature().getBytes(UTF_8))) {
      throw S3Error.of(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }
    return new Caller(credential, claim, key);
  }

  private void checkRegion(SignatureClaim claim) {
    if (!claim.region().equals(region)) {
      throw S3Error.of(
          ErrorCode.AUTHORIZATION_HEADER_MALFORMED,
          "The authorization header is malformed; the region '"
              + claim.region()
              + "' is wrong; expecting '"
              + region
              + "'",
          Map.of("Region", region));
    }
  }

  private void checkTime(SignatureClaim claim) {
    Instant now = clock.instant();
    Duration validFor = claim.validFor();
    if (validFor != null && now.isAfter(claim.instant().plus(validFor))) {
      throw S3Error.of(ErrorCode.ACCESS_DENIED, "Request has expired");
    }
    Duration ahead = Duration.between(now, claim.instant());
    boolean late = validFor == null && ahead.compareTo(TOLERANCE.negated()) < 0;
    if (late || ahead.compareTo(TOLERANCE) > 0) {
      throw S3Error.of(
          ErrorCode.REQUEST_TIME_TOO_SKEWED,
          ErrorCode.REQUEST_TIME_TOO_SKEWED.message(),
          Map.of(
              "RequestTime", claim.timestamp(),
              "ServerTime", HttpDates.iso(now),
              "MaxAllowedSkewMilliseconds", "" + TOLERANCE.toMillis()));
    }
  }

  private static void checkAllSigned(S3Request request, List<String> signed) {
    if (!signed.contains("host")) {
      throw S3Error.of(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }
    request
        .headers()
        .forEach(
            (name, _) -> {
              if (name.startsWith("x-amz-")
                  && !name.equals("x-amz-content-sha256")
                  && !signed.contains(name)) {
                throw S3Error.of(
                    ErrorCode.ACCESS_DENIED,
                    "There were headers present in the request which were not signed",
                    Map.of("HeadersNotSigned", name));
              }
            });
  }

  private SecretKey signingKey(Credential credential, SignatureClaim claim) {
    var id = new KeyId(credential.secretAccessKey(), claim.date(), claim.region());
    SecretKey known = signingKeys.get(id);
    if (known != null) {
      return known;
    }
    SecretKey key = Digests.hmacKey(("AWS4" + id.secret).getBytes(UTF_8));
    for (String part : List.of(id.date, id.region, "s3", "aws4_request")) {
      key = Digests.hmacKey(Digests.hmacSha256(key, part.getBytes(UTF_8)));
    }
    signingKeys.put(id, key);
    return key;
  }

  private static byte[] stringToSign(S3Request request, SignatureClaim claim) {
    String hash = Digests.hex(Digests.sha256(canonicalRequest(request, claim)));
    return ("AWS4-HMAC-SHA256\n" + claim.timestamp() + '\n' + claim.scope() + '\n' + hash)
        .getBytes(UTF_8);
  }

  private static byte[] canonicalRequest(S3Request request, SignatureClaim claim) {
    var text = new StringBuilder(1024);
    text.append(request.head().method()).append('\n');
    UriText.encode(request.path(), true, text);
    text.append('\n');
    request.query().canonical(text);
    text.append('\n');
    for (String name : claim.signedHeaders()) {
      String value = request.headers().joined(name);
      if (value == null) {
        throw S3Error.of(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
      }
      text.append(name).append(':').append(singleSpaced(value)).append('\n');
    }
    text.append('\n').append(String.join(";", claim.signedHeaders()));
    text.append('\n').append(claim.payload());
    return text.toString().getBytes(ISO_8859_1);
  }

  private static String singleSpaced(String value) {
    return value.contains("  ") ? value.replaceAll(" +", " ") : value;
  }
}
