package fr.mangatheque.continuity.app.command.backup;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ConfigFile;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.config.ConfigurationException;
import fr.mangatheque.continuity.app.config.SourceSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say where a backup is, and how to answer. */
public final class BackupOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Mixin private ConfigFile file;

  @Option(
      names = {"-s", "--source"},
      paramLabel = "SOURCE",
      description = "The source whose backup it is; needed only where there are several.")
  private @Nullable String source;

  @Option(
      names = "--backup-endpoint",
      paramLabel = "URL",
      description =
          "Without a configuration: the S3 endpoint of the backup; else CONTINUITY_BACKUP_ENDPOINT."
              + " Its credentials come from CONTINUITY_BACKUP_ACCESS_KEY_ID and"
              + " CONTINUITY_BACKUP_SECRET_ACCESS_KEY, else from AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, and never from an option.")
  private @Nullable String endpoint;

  @Option(
      names = "--backup-region",
      paramLabel = "REGION",
      description = "The region to sign for; else CONTINUITY_BACKUP_REGION, else us-east-1.")
  private @Nullable String region;

  @Option(
      names = "--backup-bucket",
      paramLabel = "BUCKET",
      description = "The bucket of the backup; else CONTINUITY_BACKUP_BUCKET.")
  private @Nullable String bucket;

  @Option(
      names = "--backup-prefix",
      paramLabel = "PREFIX",
      description =
          "The prefix of the backup, such as manga/; else CONTINUITY_BACKUP_PREFIX, else it is"
              + " looked for.")
  private @Nullable String prefix;

  @Option(names = "--json", description = "Answer as JSON, for scripts.")
  private boolean json;

  private final Surroundings surroundings;

  public BackupOptions(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public boolean json() {
    return json;
  }

  public PrintWriter out() {
    return spec.commandLine().getOut();
  }

  public PrintWriter err() {
    return spec.commandLine().getErr();
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  /**
   * Opens the backup these options mean, after a look at what its bucket says of itself.
   *
   * @param atATime requests an endpoint is given at a time, at most
   * @throws CommandFailure if it is not clear which is meant, or it cannot be read
   */
  public OpenBackup open(int atATime) throws ConfigurationException {
    return Backups.open(place(), atATime, surroundings.clock());
  }

  private BackupPlace place() throws ConfigurationException {
    BareMachine bare = new BareMachine(surroundings, source, endpoint, region, bucket, prefix);
    boolean options = endpoint != null || region != null || bucket != null || prefix != null;
    if (options && file.named()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--config says where the backup is, or --backup-endpoint and its like do: not both");
    }
    return options || !file.named() && bare.saidByVariables() ? bare.place() : configured();
  }

  private BackupPlace configured() throws ConfigurationException {
    Map<String, String> environment = surroundings.environment();
    if (!file.named() && !Files.exists(file.path(environment))) {
      throw new CommandFailure(
          ExitCode.CONFIGURATION,
          "there is no "
              + file.path(environment)
              + ". Name a configuration with --config, or say where the backup is:"
              + " --backup-endpoint URL --backup-bucket BUCKET, with its credentials in"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }
    Configuration configuration = file.load(environment).configuration();
    String named = oneSource(configuration);
    SourceSettings settings = configuration.sources().get(named);
    if (settings == null) {
      throw new CommandFailure(
          ExitCode.NOTHING,
          "there is no source "
              + named
              + " in "
              + file.path(environment)
              + "; there are: "
              + String.join(", ", configuration.sources().keySet()));
    }
    return new BackupPlace(settings.backup(), settings.layout(), named, configuration);
  }

  private String oneSource(Configuration configuration) {
    if (source != null) {
      return source;
    }
    if (configuration.sources().size() != 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "name one source with --source; there are: "
              + String.join(", ", configuration.sources().keySet()));
    }
    return configuration.sources().keySet().iterator().next();
  }
}
