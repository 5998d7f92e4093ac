package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.hint.Hint;
import io.helidon.common.uri.UriQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody wants to know of an object, beside its name. */
sealed interface ObjectQuery {
  /** The longest that a request is held. */
  Duration LONGEST_WAIT = Duration.ofSeconds(60);

  Pattern WAIT = Pattern.compile("(\\d{1,6})(ms|s)?");

  /**
   * @param patience how long to wait, at most, until it is settled
   * @param sha256 only this content is waited for; null for any
   * @param etag likewise
   */
  record Asked(Duration patience, @Nullable String sha256, @Nullable String etag)
      implements ObjectQuery {

    Asked within(Duration left) {
      return new Asked(left, sha256, etag);
    }

    /** The query that {@link #parse} reads back. */
    String format() {
      StringBuilder query = new StringBuilder("wait=").append(patience.toMillis()).append("ms");
      if (sha256 != null) {
        query.append("&sha256=").append(sha256);
      }
      if (etag != null) {
        // In quotes, for it may begin and end with some of its own.
        String quoted = '"' + etag + '"';
        query.append("&etag=").append(URLEncoder.encode(quoted, StandardCharsets.UTF_8));
      }
      return query.toString();
    }

    /** Whether there is nothing more to wait for. */
    boolean answeredBy(ObjectView view) {
      ObjectView.Version version = view.version();
      return view.settled()
          && (sha256 == null || (version != null && sha256.equals(version.sha256())))
          && (etag == null || (version != null && etag.equals(version.etag())));
    }
  }

  /**
   * It asks for what cannot be.
   *
   * @param why in a sentence, for who asks
   */
  record Unreadable(String why) implements ObjectQuery {}

  static ObjectQuery parse(UriQuery query) {
    try {
      return new Asked(
          one(query, "wait").map(ObjectQuery::duration).orElse(Duration.ZERO),
          one(query, "sha256").map(ObjectQuery::hash).orElse(null),
          one(query, "etag").map(ObjectQuery::unquoted).orElse(null));
    } catch (IllegalArgumentException e) {
      return new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> one(UriQuery query, String name) {
    if (!query.contains(name)) {
      return Optional.empty();
    }
    List<String> values = query.all(name);
    if (values.size() > 1) {
      throw new IllegalArgumentException("'" + name + "' is given " + values.size() + " times.");
    }
    return values.stream().findFirst();
  }

  private static Duration duration(String text) {
    Matcher matcher = WAIT.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration wait =
          "ms".equals(matcher.group(2)) ? Duration.ofMillis(number) : Duration.ofSeconds(number);
      if (wait.compareTo(LONGEST_WAIT) <= 0) {
        return wait;
      }
    }
    throw new IllegalArgumentException(
        "'wait' is a number of s or ms, such as 10s, up to " + LONGEST_WAIT.toSeconds() + "s.");
  }

  private static String hash(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!Hint.isSha256(lower)) {
      throw new IllegalArgumentException("'sha256' has 64 hexadecimal digits.");
    }
    return lower;
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
