package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.backup.Surroundings;
import fr.mangatheque.continuity.app.command.backup.Urls;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where to restore to. */
final class ToOptions {
  @Option(
      names = "--to",
      required = true,
      paramLabel = "PLACE",
      converter = To.Converter.class,
      description =
          "Where to: origin: (the source's own bucket), target:NAME (one of restore-targets),"
              + " s3://BUCKET/PREFIX or file:FOLDER.")
  private To to;

  @Option(
      names = "--to-endpoint",
      paramLabel = "URL",
      description =
          "The endpoint of s3://BUCKET, or of an origin that has moved; else"
              + " CONTINUITY_TO_ENDPOINT, else the origin's. Its credentials come from"
              + " CONTINUITY_TO_ACCESS_KEY_ID and CONTINUITY_TO_SECRET_ACCESS_KEY, which also take"
              + " the place of an origin's that may only read.")
  private @Nullable String endpoint;

  @Option(
      names = "--to-region",
      paramLabel = "REGION",
      description = "The region to sign for; else CONTINUITY_TO_REGION.")
  private @Nullable String region;

  To to() {
    return to;
  }

  Optional<URI> endpoint(Surroundings surroundings) {
    String said = endpoint == null ? surroundings.variable("CONTINUITY_TO_ENDPOINT") : endpoint;
    return Optional.ofNullable(said).map(text -> Urls.endpoint("--to-endpoint", text));
  }

  Optional<String> region(Surroundings surroundings) {
    return Optional.ofNullable(
        region == null ? surroundings.variable("CONTINUITY_TO_REGION") : region);
  }
}
