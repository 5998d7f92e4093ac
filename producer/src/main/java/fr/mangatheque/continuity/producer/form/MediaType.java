package fr.mangatheque.continuity.producer.form;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code Content-Type} says.
 *
 * @param name type and subtype in lower case, such as {@code application/json}; empty if not said
 * @param charset as given, in lower case; null if not given
 */
public record MediaType(String name, @Nullable String charset) {
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);

  public static MediaType parse(String contentType) {
    int end = contentType.indexOf(';');
    String name = end < 0 ? contentType : contentType.substring(0, end);
    Matcher charset = CHARSET.matcher(contentType);
    return new MediaType(
        name.strip().toLowerCase(Locale.ROOT),
        charset.find() ? charset.group(1).toLowerCase(Locale.ROOT) : null);
  }

  public boolean isJson() {
    return isUtf8("application/json");
  }

  /** Whether it is the type {@code name}, in UTF-8 as far as it says. */
  boolean isUtf8(String name) {
    return this.name.equals(name) && isUtf8();
  }

  /** Whether what it describes can be read as JSON: also if nothing is said. */
  boolean mayBeJson() {
    return isUtf8() && (name.isEmpty() || name.endsWith("/json") || name.endsWith("+json"));
  }

  private boolean isUtf8() {
    return charset == null || charset.equals("utf-8");
  }
}
