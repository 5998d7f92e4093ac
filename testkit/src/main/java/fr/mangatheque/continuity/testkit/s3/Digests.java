package fr.mangatheque.continuity.testkit.s3;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The digests every JDK has. */
final class Digests {
  private static final HexFormat HEX = HexFormat.of();

  private Digests() {}

  static MessageDigest named(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no " + algorithm, e);
    }
  }

  static byte[] md5(byte[] bytes) {
    return named("MD5").digest(bytes);
  }

  static byte[] sha256(byte[] bytes) {
    return named("SHA-256").digest(bytes);
  }

  static SecretKey hmacKey(byte[] key) {
    return new SecretKeySpec(key, "HmacSHA256");
  }

  static byte[] hmacSha256(SecretKey key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(message);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("not a key", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HmacSHA256", e);
    }
  }

  static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }
}
