package fr.mangatheque.continuity.app.command.backup;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a backup is, on a machine that has nothing but its credentials: each part from an option,
 * else from the environment.
 */
record BareMachine(
    Surroundings surroundings,
    @Nullable String source,
    @Nullable String endpoint,
    @Nullable String region,
    @Nullable String bucket,
    @Nullable String prefix) {
  private static final String START = "CONTINUITY_BACKUP_";
  private static final String REGION = "us-east-1";

  /** Whether the environment alone says where the backup is. */
  boolean saidByVariables() {
    return surroundings.variable(START + "ENDPOINT") != null
        || surroundings.variable(START + "BUCKET") != null;
  }

  BackupPlace place() {
    Credentials credentials = credentials();
    URI url = Urls.endpoint("--backup-endpoint", must(endpoint, "ENDPOINT", "--backup-endpoint"));
    String where = must(bucket, "BUCKET", "--backup-bucket");
    String signedFor = said(region, "REGION").orElse(REGION);
    try {
      return new BackupPlace(
          S3Settings.of(
              url, signedFor, where, credentials.accessKeyId(), credentials.secretAccessKey()),
          layout(),
          source,
          null);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable BackupLayout layout() {
    // said to be empty is said: the backup is the whole bucket
    String said = prefix != null ? prefix : surroundings.environment().get(START + "PREFIX");
    if (said == null) {
      return null;
    }
    try {
      return new BackupLayout(said.isEmpty() || said.endsWith("/") ? said : said + "/");
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--backup-prefix: " + e.getMessage());
    }
  }

  private Credentials credentials() {
    return Credentials.of(surroundings, START)
        .or(() -> Credentials.of(surroundings, "AWS_"))
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "there are no credentials for the backup: set AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY in the environment, or "
                        + START
                        + "ACCESS_KEY_ID and "
                        + START
                        + "SECRET_ACCESS_KEY"));
  }

  private Optional<String> said(@Nullable String option, String variable) {
    return Optional.ofNullable(
        option == null || option.isBlank() ? surroundings.variable(START + variable) : option);
  }

  private String must(@Nullable String option, String variable, String name) {
    return said(option, variable)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "where is the backup? Give " + name + ", or set " + START + variable));
  }
}
