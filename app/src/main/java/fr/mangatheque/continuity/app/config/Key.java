package fr.mangatheque.continuity.app.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key of the configuration, declared once: what reads, checks, samples and documents it asks
 * here.
 *
 * @param standard the value taken where none is given; null if there is none
 * @param otherwise in words, what holds where neither is; null if nothing needs to be said
 * @param example what a sample shows; null if the standard value
 */
record Key<T>(
    KeyPath path,
    ValueType<T> type,
    @Nullable String standard,
    @Nullable String otherwise,
    @Nullable String example,
    boolean required,
    String doc) {
  /** What the name of a secret ends with to name a file that holds it. */
  static final String FILE = "-file";

  static <T> Key<T> of(String path, ValueType<T> type, String doc) {
    return new Key<>(new KeyPath(path), type, null, null, null, false, doc);
  }

  Key<T> standard(String value) {
    return new Key<>(path, type, value, otherwise, example, required, doc);
  }

  Key<T> otherwise(String words) {
    return new Key<>(path, type, standard, words, example, required, doc);
  }

  Key<T> example(String value) {
    return new Key<>(path, type, standard, otherwise, value, required, doc);
  }

  /** It has to be given, wherever what it belongs to is. */
  Key<T> must() {
    return new Key<>(path, type, standard, otherwise, example, true, doc);
  }

  boolean secret() {
    return type.secret();
  }

  /** The name of this key where {@code names} stand in for its wildcards, in order. */
  String name(String... names) {
    return path.name(List.of(names));
  }

  /** What stands in for the wildcards of this key in {@code name}; empty if it is another key. */
  Optional<List<String>> match(String name) {
    return path.match(name);
  }
}
