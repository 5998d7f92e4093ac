package fr.mangatheque.continuity.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A configuration file of a test. */
record ConfigurationFile(Path path) {
  /** One source, everything else as it is by default. */
  static final String LEAST =
      """
      sources:
        uploads:
          origin: {endpoint: 'https://o.example', bucket: manga, access-key-id: o, secret-access-key: os}
          backup: {endpoint: 'https://b.example', bucket: manga, access-key-id: b, secret-access-key: bs}
      """;

  static ConfigurationFile of(Path directory, String yaml) throws IOException {
    return new ConfigurationFile(Files.writeString(directory.resolve("continuity.yaml"), yaml));
  }

  Configuration read(Map<String, String> environment) throws ConfigurationException {
    return ConfigurationReader.read(path, environment).configuration();
  }

  Configuration read() throws ConfigurationException {
    return read(Map.of());
  }

  String show(Map<String, String> environment) throws ConfigurationException {
    return ConfigurationReader.read(path, environment).show();
  }

  /** What is wrong, each as told, without the directory. */
  List<String> faults(Map<String, String> environment) {
    try {
      read(environment);
      return List.of();
    } catch (ConfigurationException e) {
      return e.faults().stream()
          .map(fault -> fault.toString().replace(path.getParent() + "/", ""))
          .toList();
    }
  }
}
