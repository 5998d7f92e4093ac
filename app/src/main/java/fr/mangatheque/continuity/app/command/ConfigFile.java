package fr.mangatheque.continuity.app.command;

import fr.mangatheque.continuity.app.config.ConfigurationException;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.app.config.Loaded;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
final class ConfigFile {
  /** Where it is if no one says. */
  static final String STANDARD = "continuity.yaml";

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration; without it CONTINUITY_CONFIG, else continuity.yaml.")
  private @Nullable Path file;

  Path path() {
    Path named = file;
    return named == null
        ? Path.of(System.getenv().getOrDefault("CONTINUITY_CONFIG", STANDARD))
        : named;
  }

  Loaded load() throws ConfigurationException {
    return ConfigurationReader.read(path(), System.getenv());
  }
}
