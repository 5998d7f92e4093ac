package fr.mangatheque.continuity.storage;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A SHA-256, as 64 lower-case hex digits.
 *
 * @throws IllegalArgumentException if it is anything else
 */
public record Sha256(String hex) {
  private static final int DIGITS = 64;

  public Sha256 {
    if (!Hex.is(hex, DIGITS)) {
      throw new IllegalArgumentException("a SHA-256 is 64 lower-case hex digits: " + hex);
    }
  }

  /** Of the 32 bytes a digest gives. */
  public static Sha256 of(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  /** Of 64 lower-case hex digits; empty for anything else. */
  public static Optional<Sha256> parse(String hex) {
    return Hex.is(hex, DIGITS) ? Optional.of(new Sha256(hex)) : Optional.empty();
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** As S3's checksum headers write it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  @Override
  public String toString() {
    return hex;
  }
}
