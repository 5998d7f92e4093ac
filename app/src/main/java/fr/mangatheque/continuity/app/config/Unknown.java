package fr.mangatheque.continuity.app.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says of a name that is no key what may have been meant. */
final class Unknown {
  private static final int CLOSE = 3;

  private Unknown() {}

  static String explain(String name, List<Key<?>> keys) {
    boolean section = keys.stream().anyMatch(key -> key.path().text().startsWith(name + "."));
    if (section) {
      return "is a section with keys of its own, not a value";
    }
    Optional<String> meant =
        keys.stream()
            .map(key -> key.path().text())
            .min(
                Comparator.comparingInt(
                    path -> Spelling.distance(leaf(name), leaf(path)) + parents(name, path)))
            .filter(
                path ->
                    parents(name, path) == 0 && Spelling.distance(leaf(name), leaf(path)) <= CLOSE);
    return "is not a key" + meant.map(path -> "; did you mean " + leaf(path) + "?").orElse("");
  }

  /** 0 if both lie at the same place, many if not. */
  private static int parents(String name, String path) {
    String parent = path.substring(0, path.length() - leaf(path).length());
    String where = name.substring(0, name.length() - leaf(name).length());
    boolean same =
        parent.isEmpty() || where.isEmpty()
            ? parent.equals(where)
            : new KeyPath(parent.substring(0, parent.length() - 1))
                .match(where.substring(0, where.length() - 1))
                .isPresent();
    return same ? 0 : 100;
  }

  private static String leaf(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
