package fr.mangatheque.continuity.storage;

import java.util.Base64;
import java.util.HexFormat;

/**
 * An MD5, as 32 lower-case hex digits. It serves to compare with ETags and as Content-MD5, never as
 * proof.
 *
 * @throws IllegalArgumentException if it is anything else
 */
public record Md5(String hex) {
  private static final int DIGITS = 32;

  public Md5 {
    if (!Hex.is(hex, DIGITS)) {
      throw new IllegalArgumentException("an MD5 is 32 lower-case hex digits: " + hex);
    }
  }

  /** Of the 16 bytes a digest gives. */
  public static Md5 of(byte[] digest) {
    return new Md5(HexFormat.of().formatHex(digest));
  }

  /** As the Content-MD5 header writes it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  @Override
  public String toString() {
    return hex;
  }
}
