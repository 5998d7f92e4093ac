package fr.mangatheque.continuity.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a value is written.
 *
 * @param description for the reference, such as "a duration"
 * @param secret whether it is never shown
 * @param parser throws IllegalArgumentException with what is wrong, without repeating the text
 */
record ValueType<T>(String description, boolean secret, Function<String, T> parser) {
  private static final String UNKNOWN = "UNKNOWN";

  static final ValueType<String> TEXT = of("text", text -> text);
  static final ValueType<Secret> SECRET = new ValueType<>("secret", true, Secret::new);
  static final ValueType<Duration> DURATION = of("duration", Durations::parse);
  static final ValueType<DataSize> SIZE = of("size", DataSize::parse);
  static final ValueType<Integer> PORT = integer(0, 65_535);
  static final ValueType<URI> URL = of("http(s) URL", ValueType::url);

  /** {@code host:port}, or the same as a URL without a path. */
  static final ValueType<URI> PROCESS = of("host:port or http(s) URL", ValueType::process);

  private static <T> ValueType<T> of(String description, Function<String, T> parser) {
    return new ValueType<>(description, false, parser);
  }

  /** {@code text} as a message may repeat it: nothing of a secret, nor of a password in a URL. */
  String repeated(String text) {
    return secret ? "" : ": " + text.replaceAll("//[^/]*@", "//…@");
  }

  /** Text that matches {@code pattern} as a whole; {@code rule} says so in words. */
  static ValueType<String> matching(String description, Pattern pattern, String rule) {
    return of(
        description,
        text -> {
          if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(rule);
          }
          return text;
        });
  }

  static ValueType<Integer> integer(int least, int most) {
    String range = least + " to " + most;
    return of(
        range,
        text -> {
          try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
              return number;
            }
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number from " + range, e);
          }
          throw new IllegalArgumentException("not a whole number from " + range);
        });
  }

  /**
   * A constant, in lower case with hyphens; what a reader takes for what it does not know is none.
   */
  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    List<E> constants =
        Arrays.stream(type.getEnumConstants())
            .filter(constant -> !constant.name().equals(UNKNOWN))
            .toList();
    String names = constants.stream().map(ValueType::name).collect(Collectors.joining(", "));
    return of(
        "one of " + names,
        text ->
            constants.stream()
                .filter(constant -> name(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of " + names)));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static URI process(String text) {
    URI url = url(text.contains("://") ? text : "http://" + text);
    boolean bare = url.getRawPath().isEmpty() && url.getRawQuery() == null;
    if (url.getPort() < 1 || !bare || url.getRawFragment() != null) {
      throw new IllegalArgumentException("not a host with its port, such as host-1:8080");
    }
    return url;
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme());
      if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
        throw new IllegalArgumentException("not a URL such as https://s3.example.com");
      }
      if (url.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "a URL with a user or password in it; credentials have keys of their own");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL such as https://s3.example.com", e);
    }
  }
}
