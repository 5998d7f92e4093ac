package fr.mangatheque.continuity.producer.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells senders by what they show: a token as {@code Authorization: Bearer}, the same token as the
 * password of {@code Authorization: Basic} (for stores that can do no other), or a signature as
 * Standard Webhooks says. Always compares with all credentials there are, in a time that says
 * nothing about the secrets. Thread-safe.
 *
 * <p>A signature holds for five minutes either way of the time it was made. Within them the same
 * request may come again and is answered again: events are hints, so a repeated one changes
 * nothing, and a sender that never heard the first answer must hear one. What is kept out is a
 * request recorded today and sent next year.
 */
public final class Senders implements AutoCloseable {
  /** The sender of every event where nothing has to be shown. */
  public static final String ANYONE = "anyone";

  /** How far a signature's time may be from ours, either way. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int LONGEST_ID = 256;
  private static final int LONGEST_TIMESTAMP = 12;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final List<Holder<TokenDigest>> tokens = new ArrayList<>();
  private final List<Holder<WebhookKey>> webhooks = new ArrayList<>();
  private final InstantSource clock;
  private final Rounds rounds;

  private record Holder<K>(Caller.Sender sender, LiveSecret<List<K>> secret) {
    static <K> Holder<K> of(Credential credential, Function<String, K> parser) {
      return new Holder<>(
          new Caller.Sender(credential.name(), credential.rights()),
          LiveSecret.of(
              credential.name(),
              credential.secret(),
              text -> SecretText.lines(text).stream().map(parser).toList()));
    }
  }

  /**
   * Reads all secrets, and looks every second whether files changed.
   *
   * @param credentials none: anybody may send
   * @throws IllegalArgumentException if a secret cannot be read, is none, or is of two senders
   */
  public Senders(List<Credential> credentials, InstantSource clock) {
    this.clock = clock;
    for (Credential credential : credentials) {
      switch (credential.kind()) {
        case TOKEN -> tokens.add(Holder.of(credential, TokenDigest::of));
        case WEBHOOK -> webhooks.add(Holder.of(credential, WebhookKey::of));
      }
    }
    for (Holder<?> holder : holders()) {
      if (!Collections.disjoint(holder.secret().lines(), othersThan(holder))) {
        throw new IllegalArgumentException(
            "the secret of '" + holder.sender().name() + "': " + LiveSecret.SHARED);
      }
    }
    this.rounds = new Rounds("intake-secrets", LOOK_AGAIN, this::refresh);
  }

  /** Looks now whether files changed. */
  void refresh() {
    holders().forEach(holder -> holder.secret().refresh(othersThan(holder)));
  }

  private List<Holder<?>> holders() {
    List<Holder<?>> all = new ArrayList<>(tokens);
    all.addAll(webhooks);
    return all;
  }

  private Set<String> othersThan(Holder<?> one) {
    return holders().stream()
        .filter(holder -> !holder.equals(one))
        .flatMap(holder -> holder.secret().lines().stream())
        .collect(Collectors.toSet());
  }

  /**
   * Who sends a request with these headers.
   *
   * @param headers the values of the header of a name, in lower case
   */
  public Caller caller(Function<String, List<String>> headers) {
    if (tokens.isEmpty() && webhooks.isEmpty()) {
      return new Caller.Sender(ANYONE, Rights.ALL);
    }
    List<String> authorization = headers.apply("authorization");
    if (!authorization.isEmpty()) {
      return authorization.size() == 1
          ? authorized(authorization.getFirst())
          : new Caller.Stranger(Caller.Reason.MALFORMED);
    }
    List<String> signatures = headers.apply("webhook-signature");
    return signatures.isEmpty()
        ? new Caller.Stranger(Caller.Reason.NOTHING_SHOWN)
        : signed(signatures, headers.apply("webhook-id"), headers.apply("webhook-timestamp"));
  }

  private Caller authorized(String header) {
    int space = header.indexOf(' ');
    String scheme = (space < 0 ? header : header.substring(0, space)).toLowerCase(Locale.ROOT);
    String shown = space < 0 ? "" : header.substring(space).strip();
    return switch (scheme) {
      case "bearer" -> holder(null, shown);
      case "basic" -> basic(shown);
      default -> new Caller.Stranger(Caller.Reason.MALFORMED);
    };
  }

  private Caller basic(String shown) {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(shown), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return new Caller.Stranger(Caller.Reason.MALFORMED);
    }
    int colon = pair.indexOf(':');
    return colon < 0
        ? new Caller.Stranger(Caller.Reason.MALFORMED)
        : holder(pair.substring(0, colon), pair.substring(colon + 1));
  }

  /**
   * @param user that the token must be of; null or empty for whoever it is
   */
  private Caller holder(@Nullable String user, String token) {
    TokenDigest shown = TokenDigest.ofAny(token);
    Caller caller = new Caller.Stranger(Caller.Reason.UNKNOWN_TOKEN);
    for (Holder<TokenDigest> holder : tokens) {
      boolean fits = false;
      for (TokenDigest known : holder.secret().value()) {
        fits |= known.fits(shown);
      }
      boolean named = user == null || user.isEmpty() || user.equals(holder.sender().name());
      if (fits && named) {
        caller = holder.sender();
      }
    }
    return caller;
  }

  private Caller signed(List<String> signatures, List<String> ids, List<String> timestamps) {
    if (webhooks.isEmpty()) {
      // Not even its body is read.
      return new Caller.Stranger(Caller.Reason.WRONG_SIGNATURE);
    }
    if (signatures.size() != 1 || ids.size() != 1 || timestamps.size() != 1) {
      return new Caller.Stranger(Caller.Reason.MALFORMED);
    }
    String id = ids.getFirst();
    String timestamp = timestamps.getFirst();
    if (id.isEmpty() || id.length() > LONGEST_ID || !isSeconds(timestamp)) {
      return new Caller.Stranger(Caller.Reason.MALFORMED);
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(at, clock.instant()).abs().compareTo(WINDOW) > 0
        ? new Caller.Stranger(Caller.Reason.STALE_SIGNATURE)
        : new Caller.Signed(new Signature(this, id, timestamp, signatures.getFirst()));
  }

  private static boolean isSeconds(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_TIMESTAMP
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whose keys fit; all are tried. */
  Caller signer(Predicate<List<WebhookKey>> fits) {
    Caller caller = new Caller.Stranger(Caller.Reason.WRONG_SIGNATURE);
    for (Holder<WebhookKey> holder : webhooks) {
      if (fits.test(holder.secret().value())) {
        caller = holder.sender();
      }
    }
    return caller;
  }

  /** Looks at no file any more. */
  @Override
  public void close() {
    rounds.close();
  }
}
