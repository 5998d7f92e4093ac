package fr.mangatheque.continuity.app.config;

import java.util.List;

/**
 * Keys that belong together.
 *
 * @param path what their names start with; empty for those at the root
 * @param doc a sentence or two
 * @param keys in the order in which they are shown
 * @param example YAML below the path that shows its lists and free names in use; may be empty
 */
record Section(String path, String doc, List<Key<?>> keys, String example) {
  Section {
    keys = List.copyOf(keys);
  }

  /** The name of {@code key} below this section. */
  String below(Key<?> key) {
    String text = key.path().text();
    return path.isEmpty() ? text : text.substring(path.length() + 1);
  }
}
