package fr.mangatheque.continuity.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a configuration and checks it as a whole. */
public final class ConfigurationReader {
  private final List<Section> sections = Keys.sections();
  private final List<Key<?>> keys =
      sections.stream().<Key<?>>flatMap(section -> section.keys().stream()).toList();
  private final List<Fault> faults = new ArrayList<>();

  private ConfigurationReader() {}

  /**
   * Reads {@code file} and above it the variables that start with CONTINUITY_.
   *
   * @param file YAML; names of files in it are relative to where it is
   * @throws ConfigurationException with all that is wrong
   */
  public static Loaded read(Path file, Map<String, String> environment)
      throws ConfigurationException {
    return new ConfigurationReader().load(file, environment);
  }

  private Loaded load(Path file, Map<String, String> environment) throws ConfigurationException {
    Path directory = file.toAbsolutePath().normalize().getParent();
    YamlFile yaml = YamlFile.read(file, faults);
    boolean unread = yaml.values().isEmpty() && !faults.isEmpty();
    if (unread) {
      throw new ConfigurationException(faults);
    }
    Map<String, Said> merged =
        new Layers(keys, directory, faults).merge(yaml.values(), environment);
    Values values = parse(merged, yaml::place);
    require(values);
    new Rules(values, directory, faults).check();
    new NotifierRules(values, faults).check();
    if (!faults.isEmpty()) {
      throw new ConfigurationException(faults);
    }
    return new Loaded(new Assembly(values, directory).configuration(), values);
  }

  private Values parse(Map<String, Said> merged, Function<String, Place> nearest) {
    Values values = new Values(nearest);
    merged.forEach(
        (name, said) -> {
          Optional<Key<?>> key = keys.stream().filter(k -> k.match(name).isPresent()).findFirst();
          if (key.isEmpty()) {
            faults.add(new Fault(said.place(), name, Unknown.explain(name, keys)));
          } else if (!said.text().isEmpty()) {
            values.put(key.get(), name, said, faults);
          }
        });
    return values;
  }

  private void require(Values values) {
    keys.stream()
        .filter(Key::required)
        .forEach(
            key ->
                values.names(key.path().parent()).forEach(name -> missing(values, key.name(name))));
  }

  private void missing(Values values, String name) {
    if (!values.said().containsKey(name)) {
      faults.add(new Fault(values.place(name), name, "is missing"));
    }
  }
}
