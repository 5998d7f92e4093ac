package fr.mangatheque.continuity.app.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What holds, as YAML that says where each value is from. */
final class Shown {
  private final Values values;
  private final YamlTree tree = new YamlTree();

  Shown(Values values) {
    this.values = values;
  }

  String text() {
    Map<String, Key<?>> names = new LinkedHashMap<>();
    for (Section section : Keys.sections()) {
      for (Key<?> key : section.keys()) {
        standardNames(key, names);
      }
    }
    values.said().keySet().forEach(name -> names.put(name, key(name)));
    names.forEach(this::add);
    return tree.text();
  }

  /** What is shown although no one may have said it. */
  private void standardNames(Key<?> key, Map<String, Key<?>> names) {
    if (!key.path().wild()) {
      names.put(key.path().text(), key);
    } else if (key.path().text().startsWith("sources.*")) {
      Rules.sourceNames(values).forEach(name -> names.put(key.name(name), key));
    } else if (key.path().text().startsWith("queues.*")) {
      QueueRules.queueNames(values).forEach(name -> names.put(key.name(name), key));
    }
  }

  private static Key<?> key(String name) {
    return Keys.sections().stream()
        .flatMap(section -> section.keys().stream())
        .filter(key -> key.match(name).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private void add(String name, Key<?> key) {
    Said said = values.said().get(name);
    String standard = key.standard();
    if (said != null) {
      tree.put(name, key.secret() ? Secret.MASK : said.text(), said.place().toString());
    } else if (standard != null) {
      tree.put(name, standard, Place.DEFAULT.toString());
    } else if (key.otherwise() != null) {
      tree.put(name, null, words(key.otherwise()));
    }
  }

  private static String words(@Nullable String otherwise) {
    return "not set: " + otherwise;
  }
}
