package fr.mangatheque.continuity.producer.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** What is kept of a token: digests, so that not even lengths are compared. */
public final class TokenDigest {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final byte[] digest;

  private TokenDigest(byte[] digest) {
    this.digest = digest;
  }

  /**
   * @throws IllegalArgumentException if {@code token} cannot go into an Authorization header; the
   *     message does not hold it
   */
  public static TokenDigest of(String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "a token is of letters, digits and . _ ~ + / - with = at the end only: no other fits an"
              + " Authorization header");
    }
    return ofAny(token);
  }

  /** Of what a stranger shows, whatever it is. */
  static TokenDigest ofAny(String shown) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return new TokenDigest(sha256.digest(shown.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** In a time that says nothing about either. */
  boolean fits(TokenDigest other) {
    return MessageDigest.isEqual(digest, other.digest);
  }
}
