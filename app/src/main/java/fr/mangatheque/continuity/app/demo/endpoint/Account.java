package fr.mangatheque.continuity.app.demo.endpoint;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Credentials of an endpoint, and what they allow.
 *
 * @param accessKeyId says who it is
 * @param secretAccessKey never shown but to whoever may try the demo by hand
 */
public record Account(String accessKeyId, String secretAccessKey, Rights rights) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  /** What credentials allow. */
  public enum Rights {
    /** Everything an owner may do. */
    ALL,
    /** Nothing is changed. */
    READ,
    /** Objects are added; none is deleted. */
    ADD
  }

  /** One with a secret nobody has seen. */
  public static Account create(String accessKeyId, Rights rights) {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return new Account(accessKeyId, HexFormat.of().formatHex(secret), rights);
  }

  @Override
  public String toString() {
    return accessKeyId + " (" + rights + ")";
  }
}
