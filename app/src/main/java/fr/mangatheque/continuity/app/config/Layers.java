package fr.mangatheque.continuity.app.config;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The file and above it the environment, with secrets fetched from the files that hold them. */
final class Layers {
  private final List<Key<?>> keys;
  private final Path directory;
  private final List<Fault> faults;

  /**
   * @param directory what the names of files are relative to
   */
  Layers(List<Key<?>> keys, Path directory, List<Fault> faults) {
    this.keys = keys;
    this.directory = directory;
    this.faults = faults;
  }

  /** What holds, by name; the environment wins, and replaces a list as a whole. */
  Map<String, Said> merge(Map<String, Said> file, Map<String, String> variables) {
    Map<String, Said> low = complete(elements(file));
    Map<String, Said> high = complete(Environment.read(variables, paths(), faults));
    low.keySet().removeIf(name -> high.keySet().stream().anyMatch(by -> replacesList(by, name)));
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withSources(new Layer("file", 200, low), new Layer("environment", 300, high))
            .build();
    Map<String, Said> merged = new LinkedHashMap<>();
    Stream.concat(low.keySet().stream(), high.keySet().stream())
        .distinct()
        .forEach(
            name -> {
              var value = config.getConfigValue(Layer.PREFIX + name);
              Place place = new Place(value.getConfigSourceName(), value.getLineNumber());
              Said winner = high.getOrDefault(name, low.get(name));
              merged.put(
                  name, new Said(value.getValue(), place, winner == null ? null : winner.file()));
            });
    return merged;
  }

  private List<KeyPath> paths() {
    return keys.stream()
        .flatMap(key -> Stream.concat(Stream.of(key.path()), filePath(key).stream()))
        .toList();
  }

  private static Optional<KeyPath> filePath(Key<?> key) {
    return key.secret() && !key.path().element()
        ? Optional.of(new KeyPath(key.path().text() + Key.FILE))
        : Optional.empty();
  }

  private static boolean replacesList(String by, String name) {
    int bracket = by.lastIndexOf('[');
    return bracket > 0 && name.startsWith(by.substring(0, bracket + 1));
  }

  /** A value where a list is meant is a list of one. */
  private Map<String, Said> elements(Map<String, Said> values) {
    Map<String, Said> all = new LinkedHashMap<>();
    values.forEach(
        (name, said) -> {
          boolean list =
              keys.stream()
                  .map(Key::path)
                  .anyMatch(path -> path.element() && path.list().match(name).isPresent());
          all.put(list ? name + "[0]" : name, said);
        });
    return all;
  }

  private Map<String, Said> complete(Map<String, Said> values) {
    Map<String, Said> all = new LinkedHashMap<>();
    values.forEach(
        (name, said) -> {
          boolean file =
              name.endsWith(Key.FILE)
                  && keys.stream().anyMatch(key -> matches(filePath(key), name));
          if (!file) {
            all.put(name, said);
            return;
          }
          String secret = name.substring(0, name.length() - Key.FILE.length());
          if (values.containsKey(secret)) {
            faults.add(
                new Fault(said.place(), name, "is given beside " + secret + "; one will do"));
          }
          content(name, said).ifPresent(content -> all.put(secret, content));
        });
    return all;
  }

  private static boolean matches(Optional<KeyPath> path, String name) {
    return path.flatMap(p -> p.match(name)).isPresent();
  }

  private Optional<Said> content(String name, Said said) {
    Path file = directory.resolve(said.text());
    String problem;
    try {
      String content = Files.readString(file).replaceFirst("[\\r\\n]+\\z", "");
      if (!content.isEmpty()) {
        return Optional.of(new Said(content, said.place(), file));
      }
      problem = "is empty";
    } catch (IOException e) {
      problem = Files.exists(file) ? "cannot be read: " + e.getMessage() : "does not exist";
    }
    faults.add(new Fault(said.place(), name, "the file " + file + " " + problem));
    return Optional.empty();
  }
}
