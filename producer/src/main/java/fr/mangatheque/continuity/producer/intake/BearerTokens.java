package fr.mangatheque.continuity.producer.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Tells senders by their tokens, in a time that says nothing about the secrets. Thread-safe. */
final class BearerTokens {
  /** The sender of every event where no token is asked for. */
  static final String ANYONE = "anyone";

  private static final String SCHEME = "Bearer ";

  private final List<Known> known;

  private record Known(String name, byte[] digest) {}

  /** Who a request comes from. */
  sealed interface Caller {
    record Sender(String name) implements Caller {}

    /** It shows no token. */
    record Unnamed() implements Caller {}

    /** It shows a token that is none of ours. */
    record Unknown() implements Caller {}
  }

  BearerTokens(List<IntakeToken> tokens) {
    this.known = tokens.stream().map(t -> new Known(t.name(), digest(t.secret()))).toList();
  }

  /** Who sends a request with these {@code Authorization} headers. */
  Caller caller(List<String> authorization) {
    if (known.isEmpty()) {
      return new Caller.Sender(ANYONE);
    }
    if (authorization.isEmpty()) {
      return new Caller.Unnamed();
    }
    String header = authorization.getFirst();
    if (authorization.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Caller.Unknown();
    }
    byte[] shown = digest(header.substring(SCHEME.length()).strip());
    Caller caller = new Caller.Unknown();
    for (Known token : known) {
      // Digests, so that not even lengths are compared; and all of them, whichever fits.
      if (MessageDigest.isEqual(token.digest(), shown)) {
        caller = new Caller.Sender(token.name());
      }
    }
    return caller;
  }

  private static byte[] digest(String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
