package fr.mangatheque.continuity.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests this project computes, without their checked exception. */
public final class Digests {
  private Digests() {}

  public static MessageDigest sha256() {
    return named("SHA-256");
  }

  public static MessageDigest md5() {
    return named("MD5");
  }

  private static MessageDigest named(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
