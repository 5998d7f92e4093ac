package fr.mangatheque.continuity.app.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment variables that start with {@value #START}, as names with values. No other means
 * anything here. A list is also written as one variable, with commas.
 */
final class Environment {
  /** What the variables that concern us start with. */
  static final String START = "CONTINUITY_";

  /** What the launcher, the log and commands read: no part of the configuration. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "CONTINUITY_CONFIG",
          "CONTINUITY_LOG",
          "CONTINUITY_JAVA_OPTS",
          "CONTINUITY_URL",
          "CONTINUITY_OPERATOR_TOKEN",
          "CONTINUITY_BACKUP_ENDPOINT",
          "CONTINUITY_BACKUP_REGION",
          "CONTINUITY_BACKUP_BUCKET",
          "CONTINUITY_BACKUP_PREFIX",
          "CONTINUITY_BACKUP_ACCESS_KEY_ID",
          "CONTINUITY_BACKUP_SECRET_ACCESS_KEY",
          "CONTINUITY_TO_ENDPOINT",
          "CONTINUITY_TO_REGION",
          "CONTINUITY_TO_ACCESS_KEY_ID",
          "CONTINUITY_TO_SECRET_ACCESS_KEY");

  private final List<KeyPath> paths;
  private final List<Fault> faults;
  private final Map<String, Said> values = new LinkedHashMap<>();

  private Environment(List<KeyPath> paths, List<Fault> faults) {
    this.paths = paths;
    this.faults = faults;
  }

  /** What {@code variables} say; those that say nothing are added to {@code faults}. */
  static Map<String, Said> read(
      Map<String, String> variables, List<KeyPath> paths, List<Fault> faults) {
    Environment environment = new Environment(paths, faults);
    new TreeMap<>(variables).forEach(environment::read);
    return environment.values;
  }

  private void read(String variable, String text) {
    if (!variable.startsWith(START) || ELSEWHERE.contains(variable) || text.isEmpty()) {
      return;
    }
    Place place = Place.variable(variable);
    for (KeyPath path : paths) {
      Optional<String> list = path.element() ? name(path.list(), variable) : Optional.empty();
      if (list.isPresent()) {
        String[] elements = text.split(",");
        for (int i = 0; i < elements.length; i++) {
          values.put(list.get() + "[" + i + "]", new Said(elements[i].strip(), place));
        }
        return;
      }
      Optional<String> name = name(path, variable);
      if (name.isPresent()) {
        values.put(name.get(), new Said(text, place));
        return;
      }
    }
    faults.add(new Fault(place, "", "sets no key; names that start with " + START + " are ours"));
  }

  /** Capitals and underscores say less than a name: a name has hyphens, a Kafka property dots. */
  private static Optional<String> name(KeyPath path, String variable) {
    char underscore = path.text().contains("**") ? '.' : '-';
    return path.matchVariable(variable)
        .map(
            parts ->
                path.name(
                    parts.stream()
                        .map(part -> part.toLowerCase(Locale.ROOT).replace('_', underscore))
                        .toList()));
  }
}
