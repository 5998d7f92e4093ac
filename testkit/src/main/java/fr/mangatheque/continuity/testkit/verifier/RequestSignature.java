package fr.mangatheque.continuity.testkit.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS signature version 4 of requests without a body. */
final class RequestSignature {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String NO_BODY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();

  private final BucketAddress address;

  RequestSignature(BucketAddress address) {
    this.address = address;
  }

  /** The headers to send, without Host. */
  Map<String, String> headers(String path, String query, Instant now) {
    String timestamp = TIMESTAMP.format(now);
    String date = timestamp.substring(0, 8);
    String scope = date + "/" + address.region() + "/s3/aws4_request";
    TreeMap<String, String> signed = new TreeMap<>();
    signed.put("host", address.endpoint().getAuthority());
    signed.put("x-amz-content-sha256", NO_BODY);
    signed.put("x-amz-date", timestamp);
    String names = String.join(";", signed.keySet());
    StringBuilder canonical = new StringBuilder("GET\n" + path + "\n" + query + "\n");
    signed.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(NO_BODY);
    String toSign =
        String.join("\n", ALGORITHM, timestamp, scope, HEX.formatHex(sha256(canonical.toString())));
    byte[] key = ("AWS4" + address.secretAccessKey()).getBytes(UTF_8);
    for (String part : new String[] {date, address.region(), "s3", "aws4_request", toSign}) {
      key = hmac(key, part);
    }
    signed.remove("host");
    signed.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, address.accessKeyId(), scope, names, HEX.formatHex(key)));
    return signed;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
