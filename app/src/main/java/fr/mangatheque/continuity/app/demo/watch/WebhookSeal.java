package fr.mangatheque.continuity.app.demo.watch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A receiver's side of Standard Webhooks 1.0, written from the specification and not from the
 * sender's code: HMAC-SHA256 over {@code id.timestamp.body}, at most five minutes old.
 */
final class WebhookSeal {
  private static final String SECRET = "whsec_";
  private static final String VERSION = "v1,";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final byte[] key;

  WebhookSeal(String secret) {
    this.key = Base64.getDecoder().decode(secret.substring(SECRET.length()));
  }

  /** Whether who sent this knows the secret, and sent it now. */
  boolean holds(
      @Nullable String id,
      @Nullable String timestamp,
      @Nullable String signatures,
      byte[] body,
      Instant now) {
    if (id == null || timestamp == null || signatures == null || !recent(timestamp, now)) {
      return false;
    }
    byte[] expected = hmac((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8), body);
    return Arrays.stream(signatures.split(" "))
        .filter(signature -> signature.startsWith(VERSION))
        .anyMatch(signature -> MessageDigest.isEqual(expected, decoded(signature)));
  }

  private static boolean recent(String timestamp, Instant now) {
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static byte[] decoded(String signature) {
    try {
      return Base64.getDecoder().decode(signature.substring(VERSION.length()));
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private byte[] hmac(byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
