package fr.mangatheque.continuity.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.storage.Digests;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests without a query. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">S3:
 *     Signature Version 4 in the Authorization header</a>
 */
final class RequestSigner {
  /** In place of a body's hash: that is told, and signed, in another header. */
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String HMAC = "HmacSHA256";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern SPACES = Pattern.compile(" {2,}");

  private final String region;
  private final String accessKeyId;
  private final byte[] secret;
  private volatile DayKey key = new DayKey("", new byte[0]);
  private volatile Stamp stamp = new Stamp(Long.MIN_VALUE, "", "");

  RequestSigner(S3Settings settings) {
    this.region = settings.region();
    this.accessKeyId = settings.accessKeyId();
    this.secret = ("AWS4" + settings.secretAccessKey()).getBytes(UTF_8);
  }

  /** What is signed with on one day: each takes four hashes to find. */
  private record DayKey(String day, byte[] bytes) {}

  /** A second as signatures name it. */
  private record Stamp(long second, String time, String day) {}

  /**
   * Adds what proves that a request is ours.
   *
   * @param path encoded, as it is sent
   * @param headers to be signed, by names in lower case, {@code host} among them; gains those of
   *     the signature
   * @param payload the body's SHA-256 in hex, or {@link #UNSIGNED}
   */
  void sign(
      String method, String path, SortedMap<String, String> headers, String payload, Instant at) {
    Stamp now = stamp(at);
    headers.put("x-amz-content-sha256", payload);
    headers.put("x-amz-date", now.time());
    StringBuilder names = new StringBuilder(128);
    StringBuilder canonical = new StringBuilder(768);
    canonical.append(method).append('\n').append(path).append("\n\n");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      names.append(names.isEmpty() ? "" : ";").append(header.getKey());
      canonical.append(header.getKey()).append(':').append(trimmed(header.getValue())).append('\n');
    }
    canonical.append('\n').append(names).append('\n').append(payload);
    String scope = now.day() + "/" + region + "/s3/aws4_request";
    String hash = hex(Digests.sha256().digest(canonical.toString().getBytes(UTF_8)));
    String toSign = ALGORITHM + '\n' + now.time() + '\n' + scope + '\n' + hash;
    headers.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + accessKeyId
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + hex(hmac(key(now.day()), toSign)));
  }

  /** The same for all requests of a second. */
  private Stamp stamp(Instant at) {
    Stamp known = stamp;
    if (known.second() != at.getEpochSecond()) {
      known = new Stamp(at.getEpochSecond(), TIME.format(at), DAY.format(at));
      stamp = known;
    }
    return known;
  }

  private static String trimmed(String value) {
    String trimmed = value.strip();
    return trimmed.contains("  ") ? SPACES.matcher(trimmed).replaceAll(" ") : trimmed;
  }

  private byte[] key(String day) {
    DayKey known = key;
    if (!known.day().equals(day)) {
      known = new DayKey(day, hmac(hmac(hmac(hmac(secret, day), region), "s3"), "aws4_request"));
      key = known;
    }
    return known.bytes();
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
