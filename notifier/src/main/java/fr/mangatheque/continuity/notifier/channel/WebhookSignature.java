package fr.mangatheque.continuity.notifier.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of webhooks as Standard Webhooks 1.0 says: HMAC-SHA256 over {@code id.timestamp.body}
 * with a key of 24 to 64 bytes. Thread-safe.
 */
public final class WebhookSignature {
  static final String PREFIX = "whsec_";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v1,";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  private final SecretKeySpec key;

  /**
   * @param secret {@code whsec_} and the key in base64
   * @throws IllegalArgumentException if it is not one; the message does not hold it
   */
  public WebhookSignature(String secret) {
    this.key = new SecretKeySpec(parse(secret), ALGORITHM);
  }

  static void check(String secret) {
    parse(secret);
  }

  /** The value of the header {@code webhook-signature}. */
  public String sign(String id, Instant timestamp, byte[] body) {
    byte[] signed = (id + "." + timestamp.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(signed);
      return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /**
   * Whether one of the signatures in the header, separated by spaces, is ours. How old a timestamp
   * may be is the receiver's to decide.
   */
  public boolean isValid(String header, String id, Instant timestamp, byte[] body) {
    byte[] expected = sign(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
    boolean valid = false;
    for (String given : header.split(" ", -1)) {
      valid |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
    }
    return valid;
  }

  private static byte[] parse(String secret) {
    String fault =
        "a webhook's secret is "
            + PREFIX
            + " and 24 to 64 bytes in base64; make one with: echo whsec_$(openssl rand -base64 32)";
    if (!secret.startsWith(PREFIX)) {
      throw new IllegalArgumentException(fault);
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(fault, e);
    }
    if (key.length < SHORTEST || key.length > LONGEST) {
      throw new IllegalArgumentException(fault);
    }
    return key;
  }
}
