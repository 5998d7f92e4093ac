package fr.mangatheque.continuity.producer.form;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Attributes as headers of a request, percent-encoded. Unencoded, a value has printable ASCII
 * without spaces, or stands in quotes; so a header that came twice, whose values were joined by a
 * comma and a space, is not taken for one.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3132-http-header-values">
 *     HTTP protocol binding</a>
 */
record HeaderAttributes(EventRequest request, Item item) implements Attributes {
  private static final String PREFIX = "ce-";
  private static final Pattern BARE = Pattern.compile("[!-~]*");

  /** Whether a request has such headers. */
  static boolean isIn(EventRequest request) {
    return request.header("ce-specversion") != null
        || request.header("ce-id") != null
        || request.header("ce-type") != null
        || request.header("ce-source") != null;
  }

  @Override
  public boolean has(String name) {
    return !value(name).isEmpty();
  }

  @Override
  public Optional<String> find(String name) {
    String value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> plain = value.startsWith("\"") ? unquoted(value) : bare(value);
    if (plain.isEmpty()) {
      fault(name, "percent-encode spaces and whatever is not ASCII, and send it once");
    }
    return plain.flatMap(encoded -> decoded(name, encoded));
  }

  @Override
  public void fault(String name, String detail) {
    item.fault("", "the header " + PREFIX + name + ": " + detail);
  }

  private static Optional<String> bare(String value) {
    return BARE.matcher(value).matches() ? Optional.of(value) : Optional.empty();
  }

  /** What stands in quotes; empty if they do not hold all of it. */
  private static Optional<String> unquoted(String value) {
    StringBuilder inner = new StringBuilder();
    int end = value.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < end) {
        c = value.charAt(++i);
      } else if (c == '"' || c == '\\') {
        return Optional.empty();
      }
      if (c < ' ' || c > '~') {
        return Optional.empty();
      }
      inner.append(c);
    }
    return end > 0 && value.charAt(end) == '"' ? Optional.of(inner.toString()) : Optional.empty();
  }

  private Optional<String> decoded(String name, String encoded) {
    return switch (Percent.decode(encoded)) {
      case Field.Good<String>(String value) -> Optional.of(value);
      case Field.Bad<String>(String detail) -> {
        fault(name, detail);
        yield Optional.empty();
      }
    };
  }

  private String value(String name) {
    String value = request.header(PREFIX + name);
    return value == null ? "" : value.strip();
  }
}
