package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.config.OperatorSettings;
import fr.mangatheque.continuity.app.operator.answer.Ordered;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a running pipeline that a restore into a source goes on, so that its guard waits with what
 * is gone there: it may be on its way back. Thread-safe.
 */
public final class RestoreAnnouncement {
  /** How often it is to be told anew: it holds for an hour. */
  public static final Duration EVERY = Duration.ofMinutes(10);

  private final URI url;
  private final OperatorClient pipeline;

  private RestoreAnnouncement(URI url, String token) {
    this.url = url;
    this.pipeline = new OperatorClient(url, token);
  }

  /**
   * To the pipeline that the environment names, else to that of the configuration.
   *
   * @param configured null on a machine without a configuration
   * @return empty if nothing says where a pipeline is, or with which token to speak to it
   */
  public static Optional<RestoreAnnouncement> to(
      Map<String, String> environment, @Nullable OperatorSettings configured) {
    Optional<URI> url =
        said(environment, Desk.URL)
            .map(Desk::parse)
            .or(
                () ->
                    Optional.ofNullable(configured)
                        .filter(settings -> settings.open() && settings.port() != 0)
                        .map(OperatorSettings::local));
    Optional<String> token =
        said(environment, Desk.TOKEN)
            .or(() -> Optional.ofNullable(configured).flatMap(Desk::firstToken));
    return url.flatMap(at -> token.map(secret -> new RestoreAnnouncement(Desk.valid(at), secret)));
  }

  private static Optional<String> said(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(said -> !said.isEmpty());
  }

  /** Where the pipeline is thought to be. */
  public URI url() {
    return url;
  }

  /**
   * Tells it.
   *
   * @throws CommandFailure if nothing answers there, or it does not take the word
   */
  public void announce(String source) {
    var _ =
        pipeline.post(
            "/v1/sources/" + OperatorClient.encoded(source) + "/restore", Map.of(), Ordered.class);
  }
}
