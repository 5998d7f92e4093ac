package fr.mangatheque.continuity.app.command.line;

import fr.mangatheque.continuity.app.config.ConfigurationException;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.app.config.Loaded;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
public final class ConfigFile {
  /** Where it is if no one says. */
  public static final String STANDARD = "continuity.yaml";

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration; without it CONTINUITY_CONFIG, else continuity.yaml.")
  private @Nullable Path file;

  public Path path() {
    Path named = file;
    return named == null
        ? Path.of(System.getenv().getOrDefault("CONTINUITY_CONFIG", STANDARD))
        : named;
  }

  public Loaded load() throws ConfigurationException {
    return ConfigurationReader.read(path(), System.getenv());
  }
}
