package fr.mangatheque.continuity.producer.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that webhooks are signed with, as Standard Webhooks 1.0 says: HMAC-SHA256 over {@code
 * id.timestamp.body}. Thread-safe.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks">Standard Webhooks</a>
 */
public final class WebhookKey {
  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;
  private static final String RULE =
      "a webhook's secret is "
          + PREFIX
          + " and 24 to 64 bytes in base64; make one with: echo whsec_$(openssl rand -base64 32)";

  private final SecretKeySpec key;

  private WebhookKey(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * @param secret {@code whsec_} and the key in base64
   * @throws IllegalArgumentException if it is not one; the message does not hold it
   */
  public static WebhookKey of(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw new IllegalArgumentException(RULE);
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(RULE, e);
    }
    if (key.length < SHORTEST || key.length > LONGEST) {
      throw new IllegalArgumentException(RULE);
    }
    return new WebhookKey(key);
  }

  /** What the header {@code webhook-signature} says of this. */
  String sign(String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Whether one of {@code signatures}, separated by spaces, is of this key. */
  boolean signed(String signatures, String id, String timestamp, byte[] body) {
    byte[] expected = sign(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
    boolean signed = false;
    for (String given : signatures.split(" ", -1)) {
      signed |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
    }
    return signed;
  }
}
