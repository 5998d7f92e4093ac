package fr.mangatheque.continuity.producer.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** What is kept of a token: digests, so that not even lengths are compared. */
public final class TokenDigest {
  /** What goes into an Authorization header, long enough not to be guessed. */
  private static final Pattern TOKEN = Pattern.compile("(?=.{16})[A-Za-z0-9._~+/-]+=*");

  private final byte[] digest;

  private TokenDigest(byte[] digest) {
    this.digest = digest;
  }

  /** Whether {@code token} fits an Authorization header, and is hard to guess. */
  public static boolean isToken(String token) {
    return TOKEN.matcher(token).matches();
  }

  /**
   * @throws IllegalArgumentException if {@code token} is none; the message does not hold it
   */
  public static TokenDigest of(String token) {
    if (!isToken(token)) {
      throw new IllegalArgumentException(
          "a token is of 16 or more letters, digits and . _ ~ + / - with = at the end only: no"
              + " other fits an Authorization header, or is hard to guess");
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
