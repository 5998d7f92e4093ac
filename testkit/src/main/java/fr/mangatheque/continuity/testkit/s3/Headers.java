package fr.mangatheque.continuity.testkit.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A request's header lines in the order they came, names in lower case. Values keep their bytes,
 * one a char (ISO-8859-1), so that what a client stored comes back as it was sent.
 */
final class Headers {
  private final List<String> names = new ArrayList<>(24);
  private final List<String> values = new ArrayList<>(24);

  void add(String name, String value) {
    names.add(name.toLowerCase(Locale.ROOT));
    values.add(value);
  }

  /** The first value of this header, whose name is given in lower case. */
  @Nullable String get(String name) {
    int at = names.indexOf(name);
    return at < 0 ? null : values.get(at);
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /** All values of this header, joined by a comma as HTTP allows. */
  @Nullable String joined(String name) {
    String joined = null;
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        joined = joined == null ? values.get(i) : joined + "," + values.get(i);
      }
    }
    return joined;
  }

  void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < names.size(); i++) {
      action.accept(names.get(i), values.get(i));
    }
  }
}
