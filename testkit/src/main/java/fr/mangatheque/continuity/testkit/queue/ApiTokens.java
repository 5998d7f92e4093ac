package fr.mangatheque.continuity.testkit.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The API's tokens. Safe for any thread. */
public final class ApiTokens {
  private final InstantSource clock;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  private record Token(boolean mayWrite, Instant expires) {}

  ApiTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** One that may read and write queues, for ever. */
  public String issue() {
    return put(new Token(true, Instant.MAX));
  }

  /** One that ends by itself. */
  public String issueFor(Duration validity) {
    return put(new Token(true, clock.instant().plus(validity)));
  }

  /** One that may only read: too little for a consumer. */
  public String issueReadOnly() {
    return put(new Token(false, Instant.MAX));
  }

  public void revoke(String token) {
    tokens.remove(token);
  }

  private String put(Token token) {
    String secret = UUID.randomUUID().toString().replace("-", "");
    tokens.put(secret, token);
    return secret;
  }

  /** Refuses who may not consume. */
  void check(@Nullable String authorization) throws RefusedException {
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      throw new RefusedException(400, 6003, "Invalid request headers");
    }
    Token token = tokens.get(authorization.substring("Bearer ".length()));
    if (token == null || !clock.instant().isBefore(token.expires())) {
      throw new RefusedException(401, 10000, "Authentication error");
    }
    if (!token.mayWrite()) {
      throw new RefusedException(403, 10000, "Authentication error");
    }
  }
}
