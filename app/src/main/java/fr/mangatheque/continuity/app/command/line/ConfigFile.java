package fr.mangatheque.continuity.app.command.line;

import fr.mangatheque.continuity.app.config.ConfigurationException;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.app.config.Loaded;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
public final class ConfigFile {
  /** Where it is if no one says. */
  public static final String STANDARD = "continuity.yaml";

  private static final String VARIABLE = "CONTINUITY_CONFIG";

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration; without it CONTINUITY_CONFIG, else continuity.yaml.")
  private @Nullable Path file;

  /** Whether it was named, on the command line. */
  public boolean named() {
    return file != null;
  }

  public Path path() {
    return path(System.getenv());
  }

  /** As {@link #path()}, of another environment than this process has. */
  public Path path(Map<String, String> environment) {
    Path named = file;
    return named == null ? Path.of(environment.getOrDefault(VARIABLE, STANDARD)) : named;
  }

  public Loaded load() throws ConfigurationException {
    return load(System.getenv());
  }

  /** As {@link #load()}, of another environment than this process has. */
  public Loaded load(Map<String, String> environment) throws ConfigurationException {
    return ConfigurationReader.read(path(environment), environment);
  }
}
