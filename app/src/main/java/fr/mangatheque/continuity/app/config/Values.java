package fr.mangatheque.continuity.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Values of keys, parsed. What could not be parsed is as good as absent, and told as a fault. */
final class Values {
  private final Map<String, Object> parsed = new LinkedHashMap<>();
  private final Map<String, Said> said = new LinkedHashMap<>();
  private final Function<String, Place> nearest;

  /**
   * @param nearest the place of what a name would belong to
   */
  Values(Function<String, Place> nearest) {
    this.nearest = nearest;
  }

  /** Takes in what is said of {@code key}; text that does not parse is added to {@code faults}. */
  void put(Key<?> key, String name, Said source, List<Fault> faults) {
    said.put(name, source);
    try {
      parsed.put(name, key.type().parser().apply(source.text()));
    } catch (IllegalArgumentException e) {
      faults.add(
          new Fault(source.place(), name, e.getMessage() + key.type().repeated(source.text())));
    }
  }

  /** The value given, or the standard value. */
  <T> Optional<T> find(Key<T> key, String... names) {
    Optional<T> given = given(key, names);
    String standard = key.standard();
    return given.isPresent() || standard == null
        ? given
        : Optional.of(key.type().parser().apply(standard));
  }

  /** The value given, if one is. */
  @SuppressWarnings("unchecked")
  <T> Optional<T> given(Key<T> key, String... names) {
    return Optional.ofNullable((T) parsed.get(key.name(names)));
  }

  /** The value of a key that has one: given, by default, or because its absence was a fault. */
  <T> T get(Key<T> key, String... names) {
    return find(key, names)
        .orElseThrow(() -> new IllegalStateException(key.name(names) + " was not checked"));
  }

  /** The elements of a list, in order; {@code names} are those of what it belongs to. */
  <T> List<T> list(Key<T> element, String... names) {
    List<T> all = new ArrayList<>();
    for (String index : indexes(element, names)) {
      String[] full = Arrays.copyOf(names, names.length + 1);
      full[names.length] = index;
      given(element, full).ifPresent(all::add);
    }
    return all;
  }

  /** The places in the list {@code element} belongs to that are said, in order. */
  Collection<String> indexes(Key<?> element, String... names) {
    TreeSet<Integer> indexes = new TreeSet<>();
    for (String name : said.keySet()) {
      element
          .match(name)
          .filter(parts -> parts.subList(0, names.length).equals(List.of(names)))
          .ifPresent(parts -> indexes.add(Integer.valueOf(parts.get(names.length))));
    }
    return indexes.stream().map(String::valueOf).toList();
  }

  /** The names that something is said of within {@code parent}, in the order of the file. */
  Collection<String> names(String parent) {
    Collection<String> names = new LinkedHashSet<>();
    for (String name : said.keySet()) {
      int dot = name.indexOf('.', parent.length() + 1);
      if (dot > 0 && name.startsWith(parent + ".")) {
        names.add(name.substring(parent.length() + 1, dot));
      }
    }
    return names;
  }

  /** What is said of keys that end with any name, by that name. */
  <T> Map<String, T> map(Key<T> key) {
    Map<String, T> all = new LinkedHashMap<>();
    for (String name : parsed.keySet()) {
      key.match(name)
          .ifPresent(
              parts -> given(key, parts.getFirst()).ifPresent(v -> all.put(parts.getFirst(), v)));
    }
    return all;
  }

  /** What is said, by name, in the order of the file. */
  Map<String, Said> said() {
    return said;
  }

  /** The file that holds the value given, if it is kept in one. */
  Optional<Path> file(Key<?> key, String... names) {
    return Optional.ofNullable(said.get(key.name(names))).map(Said::file);
  }

  /** Where {@code name} is said; else where it would be. */
  Place place(String name) {
    Said at = said.get(name);
    return at == null ? nearest.apply(name) : at.place();
  }
}
