package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.storage.Utf8Order;

/**
 * Names at which a listing may be cut. Some stores list in the order of UTF-16, which differs from
 * that of UTF-8 from the surrogates on; so a cut has none of those characters, and all stores have
 * the same names before it.
 */
final class Cut {
  private static final char FIRST_DOUBTFUL = Character.MIN_SURROGATE;

  private Cut() {}

  /** A cut at or before {@code name}, near it; empty if there is none. */
  static String at(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= FIRST_DOUBTFUL) {
        return name.substring(0, i);
      }
    }
    return name;
  }

  /** The same for a name in the backup: before all entries of its key, and not among them. */
  static String atGroup(String name) {
    return at(name.substring(0, name.lastIndexOf('/') + 1));
  }

  static boolean isBefore(String one, String other) {
    return Utf8Order.compare(one, other) < 0;
  }
}
