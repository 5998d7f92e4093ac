package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.backup.BackupPlace;
import fr.mangatheque.continuity.app.command.backup.Credentials;
import fr.mangatheque.continuity.app.command.backup.OpenBackup;
import fr.mangatheque.continuity.app.command.backup.Surroundings;
import fr.mangatheque.continuity.app.command.backup.Urls;
import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.config.RestoreTarget;
import fr.mangatheque.continuity.app.config.SourceSettings;
import fr.mangatheque.continuity.storage.backup.Binding;
import fr.mangatheque.continuity.storage.limit.Endpoint;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out which bucket is meant, and with whose credentials: what is configured or in the
 * environment for it. Credentials are only ever sent to the endpoint they are for.
 */
final class Places {
  private static final String REGION = "us-east-1";
  private static final String VARIABLES = "CONTINUITY_TO_";

  private final OpenBackup backup;
  private final Surroundings surroundings;
  private final ToOptions options;

  Places(OpenBackup backup, Surroundings surroundings, ToOptions options) {
    this.backup = backup;
    this.surroundings = surroundings;
    this.options = options;
  }

  /** The source's own bucket: where it is configured, else where the backup says it was. */
  S3Place origin() {
    Optional<S3Settings> configured = settings().map(SourceSettings::origin);
    Optional<Binding> binding = backup.binding();
    URI endpoint =
        options
            .endpoint(surroundings)
            .or(() -> configured.map(S3Settings::endpoint))
            .or(() -> binding.map(bound -> Urls.endpoint("continuity.json", bound.endpoint())))
            .orElseThrow(Places::originUnknown);
    String bucket =
        configured
            .map(S3Settings::bucket)
            .or(() -> binding.map(Binding::bucket))
            .orElseThrow(Places::originUnknown);
    return new S3Place(
        settings(endpoint, bucket),
        "",
        name("origin", endpoint, bucket, ""),
        sources(endpoint, bucket, true));
  }

  private static CommandFailure originUnknown() {
    return new CommandFailure(
        ExitCode.USAGE,
        "nothing says which bucket the origin is, for the backup's continuity.json is lost: name"
            + " it, --to s3://BUCKET --to-endpoint URL");
  }

  /** A target of the configuration. */
  S3Place target(String name) {
    Configuration configuration = backup.place().configuration();
    if (configuration == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "target:NAME is one of restore-targets of a configuration, and none is read here; write"
              + " s3://BUCKET/PREFIX with --to-endpoint");
    }
    RestoreTarget target = configuration.restoreTargets().get(name);
    if (target == null) {
      throw new CommandFailure(
          ExitCode.NOTHING,
          "there is no target "
              + name
              + " in restore-targets; "
              + (configuration.restoreTargets().isEmpty()
                  ? "there is none at all"
                  : "there are: " + String.join(", ", configuration.restoreTargets().keySet())));
    }
    S3Settings bucket = target.bucket();
    return new S3Place(
        bucket,
        target.prefix(),
        name("target " + name, bucket.endpoint(), bucket.bucket(), target.prefix()),
        sources(bucket.endpoint(), bucket.bucket(), false));
  }

  /** Any bucket: at the endpoint said, else the origin's. */
  S3Place bucket(To.Bucket to) {
    URI endpoint =
        options
            .endpoint(surroundings)
            .or(() -> settings().map(settings -> settings.origin().endpoint()))
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.USAGE,
                        "at which endpoint is s3://" + to.bucket() + "? Give --to-endpoint URL"));
    return new S3Place(
        settings(endpoint, to.bucket()),
        to.prefix(),
        name("bucket", endpoint, to.bucket(), to.prefix()),
        sources(endpoint, to.bucket(), false));
  }

  private static String name(String how, URI endpoint, String bucket, String prefix) {
    return how + " (s3://" + bucket + "/" + prefix + " at " + Endpoint.of(endpoint) + ")";
  }

  /**
   * @param origin whether it is this source's own, wherever that is by now
   */
  private List<String> sources(URI endpoint, String bucket, boolean origin) {
    Configuration configuration = backup.place().configuration();
    if (configuration == null) {
      return origin ? List.of(backup.source()) : List.of();
    }
    return configuration.sources().entrySet().stream()
        .filter(
            source ->
                origin && source.getKey().equals(backup.place().source())
                    || same(source.getValue().origin().endpoint(), endpoint)
                        && source.getValue().origin().bucket().equals(bucket))
        .map(Map.Entry::getKey)
        .toList();
  }

  private S3Settings settings(URI endpoint, String bucket) {
    Optional<S3Settings> origin =
        settings().map(SourceSettings::origin).filter(it -> same(it.endpoint(), endpoint));
    String region =
        options.region(surroundings).or(() -> origin.map(S3Settings::region)).orElse(REGION);
    Credentials credentials =
        Credentials.of(surroundings, VARIABLES)
            .or(() -> origin.map(Places::credentials))
            .or(() -> ofBackup(endpoint))
            .orElseThrow(() -> noCredentials(endpoint));
    return S3Settings.of(
        endpoint, region, bucket, credentials.accessKeyId(), credentials.secretAccessKey());
  }

  private Optional<Credentials> ofBackup(URI endpoint) {
    BackupPlace place = backup.place();
    return Optional.of(place.bucket())
        .filter(bucket -> same(bucket.endpoint(), endpoint))
        .map(Places::credentials);
  }

  private static Credentials credentials(S3Settings settings) {
    return new Credentials(settings.accessKeyId(), settings.secretAccessKey());
  }

  private static CommandFailure noCredentials(URI endpoint) {
    return new CommandFailure(
        ExitCode.USAGE,
        "there are no credentials to write with at "
            + Endpoint.of(endpoint)
            + ": set CONTINUITY_TO_ACCESS_KEY_ID and CONTINUITY_TO_SECRET_ACCESS_KEY");
  }

  private static boolean same(URI a, URI b) {
    return Endpoint.of(a).equals(Endpoint.of(b));
  }

  private Optional<SourceSettings> settings() {
    return backup.place().settings();
  }
}
